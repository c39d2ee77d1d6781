using System.Net;
using System.Text.Json;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Runs;

/// <summary>What is said to a session that is at work: it waits its turn, or steers the turn that is at work.</summary>
public sealed class BusySessionTests
{
    [Fact]
    public async Task What_waits_is_answered_in_its_order()
    {
        var (release, isFirst) = (new TaskCompletionSource(), 1);
        await using var model = await ScriptedModel.StartAsync(async (request, http) =>
        {
            if (Interlocked.Exchange(ref isFirst, 0) == 1)
            {
                await release.Task;
            }

            await new ModelReply($"re {LastWords(request)}").WriteAsync(http, request);
        });
        await using var host = await ChatHost.StartAsync(model, new() { ["Runs:Poll"] = "00:00:00.050" });
        using var client = host.For(TestContexts.User());
        var first = await client.StartAsync("one");
        var session = first.Text("session_id");
        await Eventually.TrueAsync(() => Task.FromResult(model.Requests.Count == 1));

        await (await client.ChatAsync("no", session)).RefusedAsync(HttpStatusCode.Conflict, "SESSION_BUSY");
        var waiting = new List<JsonElement>();
        foreach (var word in new[] { "two", "three", "four" })
        {
            // Also of one that does not ask for the background.
            using var response = await client.PostRunAsync(word, session, "queue", background: word == "two");
            waiting.Add(await response.JsonAsync(HttpStatusCode.Accepted));
        }

        release.SetResult();
        foreach (var run in waiting)
        {
            await client.EndedAsync(run.Text("run_id"));
        }

        Assert.Equal(["user: one", "assistant: re one", "user: two", "assistant: re two", "user: three", "assistant: re three", "user: four", "assistant: re four"], await client.SaidAsync(session));
        // Nothing waits any more: an ordinary turn.
        using var plain = await client.PostRunAsync("five", session, "queue", background: false);
        Assert.Equal("re five", (await plain.JsonAsync(HttpStatusCode.OK)).Text("response"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_turn_at_work_is_told_ahead_of_its_next_call_of_the_model(bool background)
    {
        using var isSaid = new ManualResetEventSlim();
        var inTool = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var model = await ScriptedModel.StartAsync(
            new ModelReply("Hello."), new ModelReply("", ("c1", "report_request", """{"report_type":"daily"}""")), new ModelReply("A weekly one it is."));
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hi")).Text("session_id");
        host.Peers.Meanwhile = () =>
        {
            inTool.TrySetResult();
            isSaid.Wait(Eventually.Deadline);
        };

        var turn = client.PostRunAsync("a report please", session, background: background);
        await inTool.Task.WaitAsync(Eventually.Deadline);
        using var steered = await client.PostRunAsync("weekly, not daily", session, "steer", background: false);
        var run = (await steered.JsonAsync(HttpStatusCode.Accepted)).Text("run_id");
        isSaid.Set();
        (await turn).EnsureSuccessStatusCode();
        var ended = await client.EndedAsync(run);

        Assert.Equal("weekly, not daily", LastWords(model.Requests.Last()));
        Assert.Equal(3, model.Requests.Count);
        Assert.Equal(("completed", "A weekly one it is."), (ended.Text("state"), ended.GetProperty("answer").Text("response")));
        var said = await client.SaidAsync(session);
        Assert.Equal(["user: hi", "assistant: Hello.", "user: a report please", "assistant: "], said.Take(4));
        Assert.StartsWith("tool: ", said[4], StringComparison.Ordinal);
        Assert.Equal(["user: weekly, not daily", "assistant: A weekly one it is."], said.Skip(5));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_to_steer_a_turn_that_ends_first_is_answered_behind_it_once(bool succeeds)
    {
        var (release, asked) = (new TaskCompletionSource(), 0);
        await using var model = await ScriptedModel.StartAsync(async (request, http) =>
        {
            if (Interlocked.Increment(ref asked) == 2)
            {
                await release.Task;
                if (!succeeds)
                {
                    http.Response.StatusCode = 400;
                    return;
                }
            }

            await new ModelReply($"re {LastWords(request)}").WriteAsync(http, request);
        });
        await using var host = await ChatHost.StartAsync(model, new() { ["Runs:Poll"] = "00:00:00.050" });
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("one")).Text("session_id");

        var turn = client.ChatAsync("two", session);
        await Eventually.TrueAsync(() => Task.FromResult(model.Requests.Count == 2));
        using var steered = await client.PostRunAsync("three", session, "steer", background: false);
        var run = (await steered.JsonAsync(HttpStatusCode.Accepted)).Text("run_id");
        release.SetResult();
        await turn;
        var ended = await client.EndedAsync(run);

        Assert.Equal("re three", ended.GetProperty("answer").Text("response"));
        Assert.Equal(["user: one", "assistant: re one", .. succeeds ? ["user: two", "assistant: re two"] : Array.Empty<string>(), "user: three", "assistant: re three"], await client.SaidAsync(session));
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task What_a_turn_was_told_that_has_no_answer_then_is_answered_by_itself()
    {
        var inTool = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var isSaid = new ManualResetEventSlim();
        var asked = 0;
        await using var model = await ScriptedModel.StartAsync((request, http) =>
        {
            switch (Interlocked.Increment(ref asked))
            {
                case 2:
                    return new ModelReply("", ("c1", "report_request", """{"report_type":"daily"}""")).WriteAsync(http, request);
                case 3:
                    http.Response.StatusCode = 400;
                    return Task.CompletedTask;
                default:
                    return new ModelReply($"re {LastWords(request)}").WriteAsync(http, request);
            }
        });
        await using var host = await ChatHost.StartAsync(model, new() { ["Runs:Poll"] = "00:00:00.050" });
        using var client = host.For(TestContexts.User());
        var session = (await client.SayAsync("hi")).Text("session_id");
        host.Peers.Meanwhile = () =>
        {
            inTool.TrySetResult();
            isSaid.Wait(Eventually.Deadline);
        };

        var turn = client.StartAsync("a report please", session);
        await inTool.Task.WaitAsync(Eventually.Deadline);
        using var steered = await client.PostRunAsync("weekly", session, "steer", background: false);
        var run = (await steered.JsonAsync(HttpStatusCode.Accepted)).Text("run_id");
        isSaid.Set();
        var failed = await client.EndedAsync((await turn).Text("run_id"));
        var ended = await client.EndedAsync(run);

        Assert.Equal(("failed", "MODEL_UNAVAILABLE"), (failed.Text("state"), failed.GetProperty("error").Text("code")));
        Assert.Equal(("completed", "re weekly"), (ended.Text("state"), ended.GetProperty("answer").Text("response")));
        Assert.Equal(["user: hi", "assistant: re hi", "user: weekly", "assistant: re weekly"], await client.SaidAsync(session));
        // It was told of it.
        Assert.Equal("weekly", LastWords(model.Requests.ElementAt(2)));
    }

    private static string LastWords(JsonElement request) => request.GetProperty("messages").EnumerateArray().Last().Words();
}
