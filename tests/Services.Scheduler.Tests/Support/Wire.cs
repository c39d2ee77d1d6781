using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nanobot.Services.Scheduler.Tests.Support;

/// <summary>The API as a client on the wire sees it.</summary>
internal static class Wire
{
    public static object Report(string type = "daily") => new { type = "report", report_type = type };

    public static async Task<JsonObject> SendAsync(
        this HttpClient client, HttpMethod method, string path, object? body, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = body is string text
                ? new StringContent(text, System.Text.Encoding.UTF8, "application/json")
                : JsonContent.Create(body);
        }

        using var response = await client.SendAsync(request);
        var content = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == expected, $"{method} {path}: {(int)response.StatusCode} {content}");
        return content.Length > 0 ? JsonNode.Parse(content)!.AsObject() : [];
    }

    public static Task<JsonObject> ReadAsync(this HttpClient client, string path, HttpStatusCode expected = HttpStatusCode.OK) =>
        client.SendAsync(HttpMethod.Get, path, null, expected);

    public static Task<JsonObject> CreateAsync(this HttpClient client, object body) =>
        client.SendAsync(HttpMethod.Post, "/schedule/jobs", body, HttpStatusCode.Created);

    public static Task<JsonObject> AskAsync(this HttpClient client, string path, object? body, HttpStatusCode expected = HttpStatusCode.OK) =>
        client.SendAsync(HttpMethod.Post, path, body, expected);

    public static List<JsonObject> Items(this JsonObject answer, string member) => [.. answer[member]!.AsArray().Select(static item => item!.AsObject())];

    /// <summary>The newest first.</summary>
    public static async Task<List<JsonObject>> HistoryAsync(this HttpClient client, string jobId) =>
        [.. (await client.ReadAsync($"/schedule/jobs/{jobId}/history?limit=200"))["items"]!.AsArray().Select(static item => item!.AsObject())];

    public static string Text(this JsonObject item, string member) => item[member]!.GetValue<string>();

    public static DateTimeOffset Time(this JsonObject item, string member) => item[member]!.Deserialize<DateTimeOffset>();

    public static string Id(this JsonObject job) => job.Text("job_id");

    /// <summary>Names of the fields that a 400 complains of.</summary>
    public static List<string> Fields(this JsonObject problem) => [.. problem["errors"]!.AsObject().Select(static error => error.Key)];
}
