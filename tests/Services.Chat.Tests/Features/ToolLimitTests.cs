using System.Net;
using System.Text.Json;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Features;

/// <summary>How far the tools of one turn may go.</summary>
public sealed class ToolLimitTests
{
    [Fact]
    public async Task Sixteen_tools_are_called_at_once_and_the_seventeenth_is_refused()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", [.. Enumerable.Range(1, 17).Select(i => ($"c{i}", "workspace_list", "{}"))]), new ModelReply("Done."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        await client.SayAsync("all of them");

        var results = Results(model);
        Assert.Equal(17, results.Count);
        Assert.DoesNotContain(results.Take(16), result => result.Contains("error", StringComparison.Ordinal));
        Assert.Contains("TOO_MANY_CALLS", results[16], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_that_does_not_end_in_time_is_told_as_data_and_the_turn_goes_on()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "report_list", "{}"), ("c2", "workspace_list", "{}")), new ModelReply("Later, then."));
        await using var host = await ChatHost.StartAsync(model, new() { ["Agent:ToolTimeout"] = "00:00:01" });
        using var client = host.For(TestContexts.User());
        await client.GetAsync("/workspace/files");
        host.Peers.Stalls = true;

        var answer = await client.SayAsync("my reports");

        Assert.Equal("Later, then.", answer.Text("response"));
        var error = JsonDocument.Parse(Results(model)[0]).RootElement.GetProperty("error");
        Assert.Equal("TOOL_TIMEOUT", error.Text("code"));
        Assert.Contains("not known", error.Text("message"), StringComparison.Ordinal);
        Assert.Contains("files", Results(model)[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tool_with_an_effect_whose_answer_is_lost_says_that_nobody_knows_whether_it_took_effect()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "report_request", "{\"report_type\":\"daily\"}"), ("c2", "report_list", "{}")), new ModelReply("I cannot tell."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        host.Peers.LosesAnswers = true;

        await client.SayAsync("make a report");

        var error = JsonDocument.Parse(Results(model)[0]).RootElement.GetProperty("error");
        Assert.Equal("MODULE_UNAVAILABLE", error.Text("code"));
        Assert.Contains("not known", error.Text("message"), StringComparison.Ordinal);
        Assert.Single(JsonDocument.Parse(Results(model)[1]).RootElement.GetProperty("reports").EnumerateArray());
    }

    [Fact]
    public async Task A_turn_whose_deadline_passes_in_a_tool_ends_there()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("", ("c1", "report_list", "{}")), new ModelReply("Too late."));
        await using var host = await ChatHost.StartAsync(model, new() { ["Agent:TurnTimeout"] = "00:00:02" });
        using var client = host.For(TestContexts.User());
        await client.GetAsync("/workspace/files");
        host.Peers.Stalls = true;

        await (await client.ChatAsync("my reports")).RefusedAsync(HttpStatusCode.GatewayTimeout, "TURN_TIMEOUT");

        Assert.Single(model.Requests);
    }

    [Fact]
    public async Task A_model_that_calls_a_tool_when_it_may_not_is_held_to_its_words()
    {
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("", ("c1", "workspace_list", "{}")), new ModelReply("Enough.", ("c2", "workspace_list", "{}")));
        await using var host = await ChatHost.StartAsync(model, new() { ["Agent:MaximumIterations"] = "1" });
        using var client = host.For(TestContexts.User());

        var answer = await client.SayAsync("go on");

        Assert.Equal("Enough.", answer.Text("response"));
        Assert.Equal(2, model.Requests.Count);
        var history = await (await client.GetAsync($"/sessions/{answer.Text("session_id")}")).JsonAsync(HttpStatusCode.OK);
        Assert.Empty(history.GetProperty("messages")[3].GetProperty("tool_calls").EnumerateArray());
    }

    [Fact]
    public async Task A_cut_never_leaves_half_a_character()
    {
        await using var model = await ScriptedModel.StartAsync(new ModelReply("", ("c1", "workspace_read", "{\"path\":\"MEMORY.md\"}")), new ModelReply("Read."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        // Half of a pair stands at the 12,000th character, where a piece ends, and at the 20,000th, where the prompt is cut.
        await client.PutAsync("/workspace/files/MEMORY.md", new StringContent(new string('a', 11_999) + string.Concat(Enumerable.Repeat("😀", 5_000))));

        await client.SayAsync("read it");

        Assert.Contains("[cut: read the file for the rest]", model.Requests.Last().GetProperty("messages")[1].Words(), StringComparison.Ordinal);
        var piece = JsonDocument.Parse(Assert.Single(Results(model))).RootElement;
        Assert.DoesNotContain('\uFFFD', model.Requests.Last().GetProperty("messages")[1].Words());
        Assert.DoesNotContain('\uFFFD', piece.Text("content"));
        Assert.Equal(11_999, piece.GetProperty("next_offset").GetInt32());
    }

    private static List<string> Results(ScriptedModel model) =>
    [
        .. model.Requests.Last().GetProperty("messages").EnumerateArray().Where(message => message.Text("role") == "tool")
            .Select(message => message.GetProperty("content") is { ValueKind: JsonValueKind.String } text ? text.GetString()! : message.GetProperty("content")[0].Text("text")),
    ];
}
