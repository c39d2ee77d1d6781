using System.Text.Json;
using Microsoft.Extensions.AI;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Persistence;
using Nanobot.Services.Chat.Runs.Journals;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Tests.Runs;

/// <summary>What a journal keeps comes back as it was.</summary>
public sealed class RunStepTests
{
    [Fact]
    public void An_answer_comes_back_with_its_calls_whatever_their_arguments()
    {
        var answer = new RecordedAnswer("Let me <see>.",
        [
            new FunctionCallContent("c1", "workspace_read", new Dictionary<string, object?> { ["path"] = JsonSerializer.SerializeToElement("é.md"), ["offset"] = null }),
            new FunctionCallContent("c2", "workspace_list"),
            new FunctionCallContent("c3", "watchlist_get") { Exception = new ArgumentException("Two arguments have one name.") },
        ], "scripted-1", ChatFinishReason.ToolCalls, new AgentUsage(11, 7));

        var read = RunSteps.Of([new StoredStep(StoredStep.Answer, 0, RunSteps.Write(answer))]).AnswerOf(0)!;

        Assert.Equal((answer.Text, answer.Model, answer.Reason, answer.Usage), (read.Text, read.Model, read.Reason, read.Usage));
        Assert.Equal(["c1 workspace_read", "c2 workspace_list", "c3 watchlist_get"], read.Calls.Select(static call => $"{call.CallId} {call.Name}"));
        Assert.Equal("é.md", Assert.IsType<JsonElement>(read.Calls[0].Arguments!["path"]).GetString());
        Assert.Null(read.Calls[1].Arguments);
        Assert.Equal("Two arguments have one name.", Assert.IsType<ArgumentException>(read.Calls[2].Exception).Message);
    }

    [Fact]
    public void Each_step_is_known_by_its_kind_and_place()
    {
        var steps = RunSteps.Of(
        [
            new StoredStep(StoredStep.Begun, 2, null), new StoredStep(StoredStep.Result, 1, RunSteps.Write(new RecordedResult("{}", true, TextLabels.Web, false))),
            new StoredStep(StoredStep.Heard, 1, """["one","two"]"""),
        ]);

        Assert.Equal((false, true), (steps.HasBegun(1), steps.HasBegun(2)));
        Assert.Equal(new RecordedResult("{}", true, TextLabels.Web, false), steps.ResultOf(1));
        Assert.Null(steps.ResultOf(2));
        Assert.Equal(["one", "two"], steps.HeardAt(1)!);
        Assert.Null(steps.AnswerOf(0));
        Assert.True(steps.HasHeard);
    }
}
