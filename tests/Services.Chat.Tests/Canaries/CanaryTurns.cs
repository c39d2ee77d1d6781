using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Nanobot.Services.Chat.Tests.Approvals;
using Nanobot.Services.Chat.Tests.Runs;

namespace Nanobot.Services.Chat.Tests.Canaries;

/// <summary>What a user says, at every door; whatever comes back is searched.</summary>
internal sealed class CanaryTurns(ChatHost host, CanaryFindings findings)
{
    /// <summary>The doors, as often as they are taken.</summary>
    public static readonly string[] Doors =
        ["whole", "whole", "whole", "whole", "streamed", "streamed", "streamed", "streamed", "completion", "completion-streamed", "background", "background", "queued", "steered", "job", "again", "branched"];

    private static readonly string[] Plans =
    [
        "remember, write; read, list; search", "notify; read, watch", "spawn; read", "sessions, search; write", "read; remember, notify", "reports; report; write",
        "history, profile; rewrite", "read, list, search, sessions, watch", "watch; remember", "remember, notify, rewrite; read",
    ];

    /// <summary>Makes one turn, in the session named or in a new one; the session where it may go on.</summary>
    public Task<string?> SayAsync(Canary canary, string door, string? session, Random random) => SayAsync(canary, door, session, Plans[random.Next(Plans.Length)]);

    /// <summary>The same by a plan of the caller's.</summary>
    public async Task<string?> SayAsync(Canary canary, string door, string? session, string plan)
    {
        using var client = host.For(canary.User);
        var message = $"I am {canary.In("message")}. steps: {plan}";
        return door switch
        {
            "streamed" => await StreamedAsync(client, canary, message, session),
            "completion" or "completion-streamed" => await CompletedAsync(client, canary, message, session, door != "completion"),
            "background" => await BackgroundAsync(client, canary, message, session),
            "queued" or "steered" => await AtOnceAsync(client, canary, message, session, door == "queued" ? "queue" : "steer"),
            "job" => await ByJobAsync(canary, message, session),
            "again" when session is not null => await AgainAsync(client, canary, session),
            "branched" when session is not null => await BranchedAsync(client, canary, message, session),
            _ => await WholeAsync(client, canary, message, session),
        };
    }

    /// <summary>Starts a run that stays in the middle of its turn until the model lets it go on.</summary>
    public async Task<string> HeldAsync(Canary canary)
    {
        using var client = host.For(canary.User);
        return (await client.StartAsync($"I am {canary.In("message")}. steps: remember, read; wait; list")).Text("run_id");
    }

    /// <summary>All that the user can list.</summary>
    public async Task ReadAllAsync(Canary canary)
    {
        using var client = host.For(canary.User);
        foreach (var address in new[] { "/sessions?limit=100", "/sessions?q=cnr&limit=100", "/runs?limit=100", "/approvals?limit=100", "/notifications?limit=100", "/memory?limit=100", "/workspace/files?limit=100", "/workspace/search?q=cnr" })
        {
            using var response = await client.GetAsync(address);
            Assert.True(response.IsSuccessStatusCode, $"GET {address}: {response.StatusCode}");
            Look("lists", $"GET {address}", await response.Content.ReadAsStringAsync(), canary, address.StartsWith("/workspace", StringComparison.Ordinal));
        }
    }

    /// <summary>Reads the whole of a run's events, from the beginning.</summary>
    public async Task EndedAsync(HttpClient client, Canary canary, string run)
    {
        using var events = await client.EventsAsync(run);
        LookAtStream($"the events of {run}", await events.Content.ReadAsStringAsync(), canary);
        var ended = await client.EndedAsync(run);
        Look("answers", $"run {run}", ended.GetRawText(), canary, ended.Text("state") == "completed");
    }

    private async Task<string?> WholeAsync(HttpClient client, Canary canary, string message, string? session)
    {
        using var response = await client.ChatAsync(message, session);
        var text = await response.Content.ReadAsStringAsync();
        Look("answers", "POST /chat", text, canary, response.IsSuccessStatusCode);
        var answer = JsonDocument.Parse(text).RootElement;
        foreach (var approval in answer.GetProperty("approvals").EnumerateArray().Take(1))
        {
            using var decided = await client.DecideAsync(approval.Text("approval_id"), "approve");
            Look("answers", "POST /approvals", await decided.Content.ReadAsStringAsync(), canary);
        }

        return answer.Text("session_id");
    }

    private async Task<string?> StreamedAsync(HttpClient client, Canary canary, string message, string? session)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat") { Content = JsonContent.Create(new { message, session_id = session }) };
        request.Headers.Accept.ParseAdd("text/event-stream");
        using var response = await client.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        LookAtStream("POST /chat, streamed", text, canary);
        var done = Data(text).Last();
        Assert.True(done.TryGetProperty("session_id", out var id), text);
        return id.GetString();
    }

    private async Task<string?> CompletedAsync(HttpClient client, Canary canary, string message, string? session, bool stream)
    {
        using var response = await client.PostAsJsonAsync("/v1/chat/completions", new { model = "scripted-1", stream, messages = new[] { new { role = "user", content = message } } });
        var text = await response.Content.ReadAsStringAsync();
        if (stream)
        {
            LookAtStream("POST /v1/chat/completions, streamed", text, canary);
        }
        else
        {
            Look("answers", "POST /v1/chat/completions", text, canary, response.IsSuccessStatusCode);
        }

        return session;
    }

    private async Task<string?> BackgroundAsync(HttpClient client, Canary canary, string message, string? session)
    {
        var run = await client.StartAsync(message, session);
        await EndedAsync(client, canary, run.Text("run_id"));
        return run.Text("session_id");
    }

    /// <summary>Two messages of one session at once: the second waits for the first, or is told to it.</summary>
    private async Task<string?> AtOnceAsync(HttpClient client, Canary canary, string message, string? session, string whenBusy)
    {
        var first = await client.StartAsync(message, session);
        var second = await client.StartAsync($"And I am {canary.In("second")}", first.Text("session_id"), whenBusy);
        await EndedAsync(client, canary, first.Text("run_id"));
        await EndedAsync(client, canary, second.Text("run_id"));
        return first.Text("session_id");
    }

    private async Task<string?> ByJobAsync(Canary canary, string message, string? session)
    {
        var turn = JobClient.Turn(message);
        await host.AskAsync(canary.User, turn);
        var told = await host.ToldAsync(canary.User, turn);
        Look("answers", "turn.completed.v1", told.GetRawText(), canary);
        return session;
    }

    private async Task<string?> AgainAsync(HttpClient client, Canary canary, string session)
    {
        using var response = await client.PostAsJsonAsync($"/sessions/{session}/regenerate", new { });
        Look("answers", "POST /regenerate", await response.Content.ReadAsStringAsync(), canary, response.IsSuccessStatusCode);
        return session;
    }

    private async Task<string?> BranchedAsync(HttpClient client, Canary canary, string message, string session)
    {
        using var response = await client.PostAsJsonAsync($"/sessions/{session}/branch", new { });
        var branch = await response.JsonAsync(System.Net.HttpStatusCode.Created);
        return await WholeAsync(client, canary, message, branch.Text("session_id"));
    }

    private void LookAtStream(string place, string text, Canary canary)
    {
        Look("streams", place, text, canary);
        // A word may come in two pieces.
        var joined = Data(text).Aggregate(new StringBuilder(), static (all, data) => all.Append(Piece(data))).ToString();
        Look("streams", $"{place}, joined", joined, canary, isOwns: true);
    }

    private void Look(string kind, string place, string text, Canary canary, bool isOwns = false)
    {
        findings.Look(kind, place, text, canary);
        // What does not have its own word proves nothing.
        Assert.True(!isOwns || text.Contains(canary.Word, StringComparison.Ordinal), $"{place} of {canary}: {text}");
    }

    private static IEnumerable<JsonElement> Data(string stream) => stream.Split('\n').Where(static line => line.StartsWith("data: {", StringComparison.Ordinal))
        .Select(static line => JsonDocument.Parse(line["data: ".Length..]).RootElement);

    private static string Piece(JsonElement data) => data.TryGetProperty("text", out var text) ? text.GetString() ?? ""
        : data.TryGetProperty("choices", out var choices) && choices.GetArrayLength() > 0 && choices[0].GetProperty("delta").TryGetProperty("content", out var content) ? content.GetString() ?? ""
        : data.TryGetProperty("response", out var response) ? response.GetString() ?? ""
        : "";
}
