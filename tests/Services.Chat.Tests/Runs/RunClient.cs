using System.Net;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests.Runs;

/// <summary>Short names for what tests of runs send and read.</summary>
internal static class RunClient
{
    public static Task<HttpResponseMessage> PostRunAsync(this HttpClient client, string message, string? session = null, string? whenBusy = null, bool background = true) =>
        client.PostAsJsonAsync("/chat", new { message, session_id = session, background, when_busy = whenBusy });

    /// <summary>Asks for a run, which has to be accepted.</summary>
    public static async Task<JsonElement> StartAsync(this HttpClient client, string message, string? session = null, string? whenBusy = null)
    {
        using var response = await client.PostRunAsync(message, session, whenBusy);
        return await response.JsonAsync(HttpStatusCode.Accepted);
    }

    public static async Task<JsonElement> RunAsync(this HttpClient client, string id) => await (await client.GetAsync($"/runs/{id}")).JsonAsync(HttpStatusCode.OK);

    /// <summary>The run once it is in a state.</summary>
    public static Task<JsonElement> UntilAsync(this HttpClient client, string id, params string[] states) =>
        Eventually.GetAsync(() => client.RunAsync(id), run => states.Contains(run.Text("state")));

    public static Task<JsonElement> EndedAsync(this HttpClient client, string id) => client.UntilAsync(id, "completed", "failed", "cancelled");

    public static async Task<HttpResponseMessage> EventsAsync(this HttpClient client, string id, string? after = null, bool inHeader = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/runs/{id}/events{(after is null || inHeader ? "" : $"?after={after}")}");
        if (inHeader)
        {
            request.Headers.TryAddWithoutValidation("Last-Event-ID", after);
        }

        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>The events of a stream, as they come.</summary>
    public static async IAsyncEnumerable<(string? Id, string Event, JsonElement Data)> ReadAsync(this HttpResponseMessage response)
    {
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        await foreach (var item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            yield return (item.EventId, item.EventType, JsonDocument.Parse(item.Data).RootElement);
        }
    }

    public static async Task<List<(string? Id, string Event, JsonElement Data)>> AllEventsAsync(this HttpClient client, string id, string? after = null)
    {
        using var response = await client.EventsAsync(id, after);
        return await response.ReadAsync().ToListAsync();
    }

    /// <summary>What was said in a session: role and words of each message.</summary>
    public static async Task<List<string>> SaidAsync(this HttpClient client, string session)
    {
        var history = await (await client.GetAsync($"/sessions/{session}?limit=200")).JsonAsync(HttpStatusCode.OK);
        return [.. history.GetProperty("messages").EnumerateArray().Select(static message => $"{message.Text("role")}: {message.Text("content")}")];
    }
}
