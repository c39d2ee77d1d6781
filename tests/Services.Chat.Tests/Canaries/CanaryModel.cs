using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Nanobot.Services.Chat.Memory.Consolidating;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Canaries;

/// <summary>
/// A model that calls the tools which a message names behind <c>steps:</c>, those parted by commas at once and those parted by semicolons one after the other, and then says every word
/// of a canary's that stood in its prompt: what it was shown of another goes into answers, files, facts and notices.
/// </summary>
internal sealed partial class CanaryModel(CanaryFindings findings) : IAsyncDisposable
{
    private const string Marker = "steps:";
    private ScriptedModel? _model;
    private int _calls;
    private int _busy;
    private int _mostBusy;
    private int _withoutWords;

    public ScriptedModel Model => _model!;

    /// <summary>How often it was called, how many calls it had at once, and how many prompts had nobody's word.</summary>
    public (int Calls, int AtOnce, int WithoutWords) Seen => (_calls, _mostBusy, _withoutWords);

    /// <summary>Done once a turn is where it waits for <see cref="GoOn"/>.</summary>
    public TaskCompletionSource Waits { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static async Task<CanaryModel> StartAsync(CanaryFindings findings)
    {
        var model = new CanaryModel(findings);
        model._model = await ScriptedModel.StartAsync(model.AnswerAsync);
        return model;
    }

    public ValueTask DisposeAsync() => Model.DisposeAsync();

    private async Task AnswerAsync(JsonElement request, HttpContext http)
    {
        // Prompts are searched when they come and not kept: they are large.
        Model.Requests.TryDequeue(out _);
        var busy = Interlocked.Increment(ref _busy);
        InterlockedMax(ref _mostBusy, busy);
        try
        {
            var number = Interlocked.Increment(ref _calls);
            if (findings.LookAtOne("prompts", $"prompt {number}", request.GetRawText()) is null)
            {
                Interlocked.Increment(ref _withoutWords);
            }

            await (await ReplyAsync(request)).WriteAsync(http, request);
        }
        finally
        {
            Interlocked.Decrement(ref _busy);
        }
    }

    private async Task<ModelReply> ReplyAsync(JsonElement request)
    {
        var messages = request.GetProperty("messages").EnumerateArray().ToList();
        var words = string.Join(' ', CanaryFlock.Words(request.GetRawText()).Take(20));
        if (messages[^1].Words() is var last && last.StartsWith(FactQuestion.Head, StringComparison.Ordinal))
        {
            return new ModelReply(Facts(last));
        }

        var asked = messages.FindLastIndex(static message => message.Text("role") == "user" && message.Words().Contains(Marker, StringComparison.Ordinal));
        if (asked < 0)
        {
            return new ModelReply($"I know {words}");
        }

        var text = messages[asked].Words();
        var rounds = text[(text.LastIndexOf(Marker, StringComparison.Ordinal) + Marker.Length)..].Split('\n')[0].Split(';');
        var done = messages.Skip(asked).Count(static message => message.Text("role") == "assistant" && message.TryGetProperty("tool_calls", out _));
        if (done >= rounds.Length)
        {
            return new ModelReply($"I know {words}");
        }

        var steps = rounds[done].Split(',', StringSplitOptions.TrimEntries);
        if (steps is ["wait"])
        {
            Waits.TrySetResult();
            await GoOn.Task.WaitAsync(Eventually.Deadline);
            return new ModelReply("", ("wait", "workspace_list", "{}"));
        }

        return new ModelReply("", [.. steps.Select((step, index) => Call($"c{done}-{index}", step, words, messages))]);
    }

    private static (string, string, string) Call(string id, string step, string words, List<JsonElement> messages)
    {
        var (tool, arguments) = step switch
        {
            "read" => ("workspace_read", (object)new { path = "notes.md" }),
            "profile" => ("workspace_read", new { path = "USER.md" }),
            "list" => ("workspace_list", new { }),
            "search" => ("workspace_search", new { query = "cnr" }),
            "history" => ("workspace_history", new { path = "notes.md" }),
            "sessions" => ("session_search", new { query = "cnr" }),
            "watch" => ("watchlist_get", new { }),
            "reports" => ("report_list", new { }),
            "report" => ("report_get", new { report_id = Report(messages) }),
            "write" => ("workspace_write", new { path = $"made/{Guid.NewGuid():n}.md", content = $"I know {words}" }),
            "rewrite" => ("workspace_write", new { path = "notes.md", content = $"I know {words}" }),
            "remember" => ("memory_append", new { text = $"The user said {words}" }),
            "notify" => ("message_send", new { text = $"I know {words}" }),
            "spawn" => ("agent_spawn", new { tasks = new[] { $"{words} {Marker} read, search", $"{words} {Marker} watch; list" } }),
            _ => throw new InvalidOperationException($"There is no step {step}."),
        };
        return (id, tool, JsonSerializer.Serialize(arguments));
    }

    private static string Report(List<JsonElement> messages) =>
        messages.Where(static message => message.Text("role") == "tool").Select(static message => ReportId().Match(message.Words())).LastOrDefault(static match => match.Success)?.Groups["id"].Value ?? "none";

    /// <summary>A fact of each message that has a word.</summary>
    private static string Facts(string question) => JsonSerializer.Serialize(new
    {
        facts = SaidMessage().Matches(question).Where(static said => CanaryFlock.Words(said.Value).Any()).Take(10).Select(static said => new
        {
            message = int.Parse(said.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture),
            kind = "note",
            text = $"In message {said.Groups["number"].Value} it says {CanaryFlock.Words(said.Value).First()}",
        }),
    });

    private static void InterlockedMax(ref int most, int value)
    {
        for (var known = Volatile.Read(ref most); value > known; known = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, value, known);
        }
    }

    [GeneratedRegex(@"""report_id""\s*:\s*""(?<id>[0-9a-f-]{36})""")]
    private static partial Regex ReportId();

    [GeneratedRegex(@"^\{""message"":(?<number>\d+),.*$", RegexOptions.Multiline)]
    private static partial Regex SaidMessage();
}
