using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Nanobot.Services.Chat.Tests;

/// <summary>Short names for what the tests send and read.</summary>
internal static class Wire
{
    public static Task<HttpResponseMessage> ChatAsync(this HttpClient client, string message, string? sessionId = null) =>
        client.PostAsJsonAsync("/chat", sessionId is null ? (object)new { message } : new { message, session_id = sessionId });

    public static async Task<JsonElement> SayAsync(this HttpClient client, string message, string? sessionId = null)
    {
        using var response = await client.ChatAsync(message, sessionId);
        return await response.JsonAsync(HttpStatusCode.OK);
    }

    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage response, HttpStatusCode expected)
    {
        var text = await response.Content.ReadAsStringAsync();
        Assert.True(expected == response.StatusCode, $"{(int)response.StatusCode}: {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    public static async Task<JsonElement> RefusedAsync(this HttpResponseMessage response, HttpStatusCode status, string code)
    {
        var problem = await response.JsonAsync(status);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("traceId").GetString()!);
        return problem;
    }

    public static string Text(this JsonElement element, string name) => element.GetProperty(name).GetString()!;

    /// <summary>The words of a message as a model is sent it.</summary>
    public static string Words(this JsonElement message) => message.GetProperty("content") switch
    {
        { ValueKind: JsonValueKind.String } text => text.GetString()!,
        { ValueKind: JsonValueKind.Array } parts => string.Concat(parts.EnumerateArray().Select(static part => part.Text("text"))),
        _ => "",
    };
}
