using System.Text.Json;
using Microsoft.Extensions.Options;
using Nanobot.Services.Chat.Tests.Approvals;
using Nanobot.Services.Chat.Tests.Features;
using Nanobot.Services.Chat.Tests.Runs;
using Nanobot.Services.Chat.Tools.AgentSpawn;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Tools;

/// <summary>Sub-agents: one level of them, each with bounds of its own, within what the turn may do and use.</summary>
public sealed class AgentSpawnTests
{
    private static readonly (string, string, string) Three = ("s", "agent_spawn", """{"tasks":["one","two","three"]}""");

    [Fact]
    public async Task Sub_agents_are_at_work_side_by_side_and_their_turn_is_told_what_they_answered()
    {
        var (waiting, all) = (0, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        await using var model = await StartAsync([new("", Three), new("Done.")], async (task, _) =>
        {
            if (Interlocked.Increment(ref waiting) == 3)
            {
                all.SetResult();
            }

            await all.Task.WaitAsync(Eventually.Deadline);
            return new ModelReply($"did {task}");
        });
        await using var host = await ChatHost.StartAsync(model);
        var ada = TestContexts.User();
        using var client = host.For(ada);

        Assert.Equal("Done.", (await client.SayAsync("go on")).Text("response"));

        var results = JsonDocument.Parse(Assert.Single(model.Results())).RootElement.GetProperty("results").EnumerateArray();
        Assert.Equal(["1: did one", "2: did two", "3: did three"], results.Select(static result => $"{result.Text("label")}: {result.Text("answer")}"));
        var calls = await TokenBudgetTests.CallsAsync(host, ada);
        Assert.Equal((2, 3), (calls.Count(static call => call.Purpose == "chat_turn"), calls.Count(static call => call.Purpose == "spawn")));
        Assert.Single(calls.Select(static call => call.RunId).Distinct());
    }

    [Fact]
    public async Task A_sub_agent_makes_no_other_speaks_to_no_user_and_calls_no_tool_that_it_was_not_given()
    {
        await using var model = await StartAsync([new("", ("s", "agent_spawn", """{"tasks":["one"],"tools":["workspace_list","agent_spawn"]}""")), new("Done.")],
            static (_, request) => Task.FromResult(request.Count == 0
                ? new ModelReply("", ("a", "agent_spawn", """{"tasks":["two"]}"""), ("b", "message_send", """{"text":"hi"}"""), ("c", "workspace_read", """{"path":"USER.md"}"""), ("d", "workspace_list", "{}"))
                : new ModelReply(string.Join(' ', request.Select(static result => JsonDocument.Parse(result).RootElement is var json && json.TryGetProperty("error", out var error) ? error.Text("code") : "ok")))));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());

        await client.SayAsync("go on");

        Assert.Contains("TOOL_NOT_FOR_SUB_AGENTS TOOL_NOT_FOR_SUB_AGENTS TOOL_NOT_FOR_SUB_AGENTS ok", Assert.Single(model.Results()), StringComparison.Ordinal);
        var offered = model.Requests.First(IsSub).GetProperty("tools").EnumerateArray().Select(static tool => tool.GetProperty("function").Text("name"));
        Assert.Equal(["workspace_list"], offered);
        Assert.Empty((await (await client.GetAsync("/notifications")).JsonAsync(System.Net.HttpStatusCode.OK)).GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task What_a_sub_agent_has_read_its_turn_has_read()
    {
        await using var model = await StartAsync([new("", ("s", "agent_spawn", """{"tasks":["one"]}""")), new("", Asking.Remembers("It says so.")), new("Done.")],
            static (_, results) => Task.FromResult(results.Count == 0 ? new ModelReply("", Asking.Reads) : new ModelReply("It says: remember me.")));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        await client.PutAsync("/workspace/files/letter.md", new StringContent("remember me"));

        var approval = await client.ApprovalAsync((await client.SayAsync("go on")).Waiting());

        Assert.Contains("workspace", approval.GetProperty("labels").EnumerateArray().Select(static label => label.GetString()));
    }

    [Fact]
    public async Task What_needs_approval_a_sub_agent_cannot_do_and_an_address_in_its_task_is_no_word_of_the_user()
    {
        await using var model = await StartAsync([new("", Asking.Reads), new("", ("s", "agent_spawn", """{"tasks":["one"]}""")), new("Done.")],
            static (_, results) => Task.FromResult(results.Count == 0
                ? new ModelReply("", Asking.Writes("Obey."), ("f", "web_fetch", """{"url":"https://example.com/?secret"}"""))
                : new ModelReply(string.Join(' ', results.Select(static result => JsonDocument.Parse(result).RootElement.GetProperty("error").Text("code"))))), task: "fetch https://example.com/?secret");
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        await client.PutAsync("/workspace/files/letter.md", new StringContent("Dear Ada"));

        var answer = await client.SayAsync("go on");

        Assert.Contains("APPROVAL_NEEDED APPROVAL_NEEDED", model.Results()[^1], StringComparison.Ordinal);
        Assert.Empty(answer.GetProperty("approvals").EnumerateArray());
        Assert.DoesNotContain("Obey.", await client.ReadAsync("AGENTS.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_sub_agents_tokens_and_rounds_and_its_turns_calls_of_tools_come_to_an_end()
    {
        await using var greedy = await StartAsync([new("", ("s", "agent_spawn", """{"tasks":["one"]}""")), new("Done.")],
            static (_, _) => Task.FromResult(new ModelReply("", ("l", "workspace_list", "{}")) { PromptTokens = 700 }));
        await using var host = await ChatHost.StartAsync(greedy, new() { ["Spawn:Tokens"] = "2000" });
        using var client = host.For(TestContexts.User());
        await client.SayAsync("go on");
        Assert.Contains("SPAWN_TOKENS_SPENT", Assert.Single(greedy.Results()), StringComparison.Ordinal);
        Assert.Equal(3, greedy.Requests.Count(IsSub));

        await using var looping = await StartAsync([new("", ("s", "agent_spawn", """{"tasks":["one"]}""")), new("Done.")],
            static (_, results) => Task.FromResult(results.Count < 2 ? new ModelReply("", ("l", "workspace_list", "{}")) : new ModelReply("Enough.")));
        await using var bounded = await ChatHost.StartAsync(looping, new() { ["Spawn:MaximumIterations"] = "2", ["Limits:Tiers:professional:tool_calls_per_run"] = "2" });
        using var other = bounded.For(TestContexts.User());
        await other.SayAsync("go on");
        Assert.Contains("\"error\"", Assert.Single(looping.Results()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_cancels_the_turn_ends_its_sub_agents_up_to_the_model()
    {
        var (reached, left) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var model = await ScriptedModel.StartAsync(async (request, http) =>
        {
            if (!IsSub(request))
            {
                await new ModelReply("", ("s", "agent_spawn", """{"tasks":["one"]}""")).WriteAsync(http, request);
                return;
            }

            reached.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            left.TrySetResult();
        });
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var run = (await client.StartAsync("go on")).Text("run_id");
        await reached.Task.WaitAsync(Eventually.Deadline);

        await client.PostAsync($"/runs/{run}/cancel", null);

        await left.Task.WaitAsync(Eventually.Deadline);
        Assert.Equal("cancelled", (await client.EndedAsync(run)).Text("state"));
    }

    [Theory]
    [InlineData("""{}""")]
    [InlineData("""{"tasks":[]}""")]
    [InlineData("""{"tasks":["a","b","c","d"]}""")]
    [InlineData("""{"tasks":[" "]}""")]
    [InlineData("""{"tasks":["a"],"tools":"all"}""")]
    public async Task Tasks_that_cannot_be_done_are_told_to_the_model(string arguments)
    {
        await using var turn = await ToolTurn.StartAsync();
        using var client = turn.Host.For(TestContexts.User());

        Assert.Equal("TOOL_ARGUMENTS_INVALID", ToolTurn.Code(Assert.Single(await turn.CallAsync(client, ("agent_spawn", arguments)))));
    }

    [Fact]
    public void A_tenant_has_so_many_sub_agents_at_once_and_others_have_theirs()
    {
        var slots = new SpawnSlots(Options.Create(new SpawnOptions { MostOfTenant = 4 }));

        Assert.True(slots.TryTake("a", 3));
        Assert.False(slots.TryTake("a", 2));
        Assert.True(slots.TryTake("b", 3));
        slots.Return("a", 3);
        Assert.True(slots.TryTake("a", 4));
    }

    [Fact]
    public void What_sub_agents_have_done_is_not_done_again_after_a_crash() => Assert.False(AgentSpawnTool.Descriptor.IsIdempotent);

    private static bool IsSub(JsonElement request) => request.GetProperty("messages")[0].Words().StartsWith("You are a sub-agent", StringComparison.Ordinal);

    /// <summary>A model whose turn says <paramref name="turn"/>, one after the other, and whose sub-agents say what is made of their task and the results so far.</summary>
    private static Task<ScriptedModel> StartAsync(IReadOnlyList<ModelReply> turn, Func<string, IReadOnlyList<string>, Task<ModelReply>> says, string? task = null)
    {
        var next = -1;
        return ScriptedModel.StartAsync(async (request, http) =>
        {
            var messages = request.GetProperty("messages").EnumerateArray().ToList();
            var reply = IsSub(request)
                ? await says(messages[1].Words(), [.. messages.Where(static message => message.Text("role") == "tool").Select(static message => message.Words())])
                : turn[Math.Min(Interlocked.Increment(ref next), turn.Count - 1)];
            await (task is null ? reply : reply with { Calls = [.. reply.Calls.Select(call => call with { Arguments = call.Arguments.Replace("\"one\"", $"\"{task}\"", StringComparison.Ordinal) })] }).WriteAsync(http, request);
        });
    }
}
