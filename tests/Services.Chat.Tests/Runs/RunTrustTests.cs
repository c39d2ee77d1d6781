using System.Net;
using System.Text.Json;
using Nanobot.Services.Chat.Tests.Approvals;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Runs;

/// <summary>What a run has read, and what waits for its user, is known to whoever takes it up.</summary>
public sealed class RunTrustTests
{
    [Fact]
    public async Task A_call_of_a_run_that_waits_is_told_of_as_it_happens_and_named_by_the_runs_answer()
    {
        await using var model = await ScriptedModel.StartAsync();
        await using var host = await ChatHost.StartAsync(model);
        using var client = host.For(TestContexts.User());
        model.Says(new ModelReply("", Asking.Writes("Be brief.\n")), new ModelReply("It waits."));

        var id = (await client.StartAsync("be brief")).Text("run_id");
        var answer = (await client.EndedAsync(id)).GetProperty("answer");

        var approval = answer.Waiting();
        var events = await client.AllEventsAsync(id);
        Assert.Equal(approval, Assert.Single(events, static one => one.Event == "approval").Data.Text("approval_id"));
        Assert.Equal(approval, events[^1].Data.Waiting());
        Assert.Equal("pending", (await client.ApprovalAsync(approval)).Text("state"));
    }

    [Fact]
    public async Task A_run_that_is_taken_up_again_knows_what_it_had_read_and_waits_by_the_same_approval()
    {
        var settings = new Dictionary<string, string?> { ["Agent:SessionLease"] = "00:10:00", ["Runs:Poll"] = "00:00:00.050" };
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var model = await ScriptedModel.StartAsync(async (request, http) =>
        {
            var results = request.GetProperty("messages").EnumerateArray().Count(static message => message.Text("role") == "tool");
            if (results == 2 && !reached.Task.IsCompleted)
            {
                reached.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                return;
            }

            await (results switch
            {
                0 => new ModelReply("", Asking.Reads),
                1 => new ModelReply("", Asking.Remembers("one")),
                2 => new ModelReply("", Asking.Remembers("two")),
                _ => new ModelReply("They wait."),
            }).WriteAsync(http, request);
        });
        await using var host = await ChatHost.StartAsync(model, new() { ["Runs:Parallelism"] = "0" });
        using var client = host.For(TestContexts.User());
        await client.PutAsync("/workspace/files/letter.md", new StringContent("Dear Ada"));
        var id = (await client.StartAsync("read and remember")).Text("run_id");
        await using (var first = host.Beside(model, settings))
        {
            using var starts = first.CreateDefaultClient();
            await reached.Task.WaitAsync(Eventually.Deadline);
        }

        await using var second = host.Beside(model, settings);
        using var goesOn = second.CreateDefaultClient();
        var answer = (await client.EndedAsync(id)).GetProperty("answer");

        Assert.Equal("They wait.", answer.Text("response"));
        var approvals = answer.GetProperty("approvals").EnumerateArray().ToList();
        var details = new List<JsonElement>();
        foreach (var approval in approvals)
        {
            details.Add(await client.ApprovalAsync(approval.Text("approval_id")));
        }

        Assert.Equal(["one", "two"], details.Select(static one => one.GetProperty("arguments").Text("text")));
        Assert.All(details, static one => Assert.Contains("workspace", one.GetProperty("labels").EnumerateArray().Select(static label => label.GetString())));
        Assert.Equal(2, (await (await client.GetAsync("/approvals")).JsonAsync(HttpStatusCode.OK)).GetProperty("items").GetArrayLength());
        // What had been asked was not asked again, but for the one that was broken off.
        Assert.Equal(5, model.Requests.Count);
    }
}
