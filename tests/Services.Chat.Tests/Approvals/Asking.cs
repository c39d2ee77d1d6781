using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Approvals;

/// <summary>Short names for turns that a scripted model makes, and for what its user decides.</summary>
internal static class Asking
{
    /// <summary>What reads text of others.</summary>
    public static readonly (string, string, string) Reads = ("r", "workspace_read", "{\"path\":\"letter.md\"}");

    /// <summary>A call that waits in every turn.</summary>
    public static (string, string, string) Writes(string content, string path = "AGENTS.md") => ("w", "workspace_write", JsonSerializer.Serialize(new { path, content }));

    public static (string, string, string) Remembers(string text) => ("m", "memory_append", JsonSerializer.Serialize(new { text }));

    /// <summary>Has the model call these, one after the other, and then say <c>Done.</c></summary>
    public static async Task<JsonElement> DoAsync(this HttpClient client, ScriptedModel model, string? session, params (string, string, string)[] calls)
    {
        model.Says([.. calls.Select(static call => new ModelReply("", call)), new ModelReply("Done.")]);
        return await client.SayAsync("go on", session);
    }

    /// <summary>Has the model say this from now on, and the last of it for ever.</summary>
    public static void Says(this ScriptedModel model, params ModelReply[] replies)
    {
        var next = -1;
        model.Answer = (request, http) => replies[Math.Min(Interlocked.Increment(ref next), replies.Length - 1)].WriteAsync(http, request);
    }

    /// <summary>The id of the one approval that an answer tells of.</summary>
    public static string Waiting(this JsonElement answer)
    {
        var approval = Assert.Single(answer.GetProperty("approvals").EnumerateArray());
        Assert.Equal("pending", approval.Text("state"));
        return approval.Text("approval_id");
    }

    public static Task<HttpResponseMessage> DecideAsync(this HttpClient client, string approval, string decision, string? hash = null) =>
        client.PostAsJsonAsync($"/approvals/{approval}", hash is null ? (object)new { decision } : new { decision, arguments_hash = hash });

    public static async Task<JsonElement> ApprovalAsync(this HttpClient client, string approval) =>
        await (await client.GetAsync($"/approvals/{approval}")).JsonAsync(HttpStatusCode.OK);

    public static async Task<string> ReadAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync($"/workspace/files/{path}");
        return response.StatusCode == HttpStatusCode.NotFound ? "" : await response.Content.ReadAsStringAsync();
    }

    /// <summary>The results of tools that the model was shown in its last call.</summary>
    public static List<string> Results(this ScriptedModel model) => [.. model.Requests.Last().GetProperty("messages").EnumerateArray()
        .Where(static message => message.Text("role") == "tool").Select(static message => message.Words())];
}
