using System.Diagnostics;
using System.Net;
using Nanobot.Testing;

namespace Nanobot.Services.Chat.Tests.Runs;

/// <summary>Whoever cancels reaches the model's server.</summary>
public sealed class CancelTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(500);

    // A machine that is busy with other things may be late once.
    private const int Tries = 5;

    [Theory]
    [InlineData("cancel", true)]
    [InlineData("delete", true)]
    [InlineData("delete", false)]
    public async Task A_turn_at_work_at_another_process_is_ended_up_to_the_model_within_half_a_second(string door, bool background)
    {
        var took = new List<TimeSpan>();
        while (took.Count < Tries && !took.Exists(static time => time <= Soon))
        {
            took.Add(await TryAsync(door, background));
        }

        Assert.True(took.Exists(static time => time <= Soon), string.Join(", ", took));
    }

    [Fact]
    public async Task A_run_that_waits_is_over_at_once_and_one_that_has_ended_stays_as_it_is()
    {
        await using var paced = await PacedModel.StartAsync("one");
        await using var host = await ChatHost.StartAsync(paced.Model);
        using var client = host.For(TestContexts.User());
        var first = await client.StartAsync("first");
        var second = await client.StartAsync("second", first.Text("session_id"), "queue");

        var cancelled = await (await client.PostAsync($"/runs/{second.Text("run_id")}/cancel", null)).JsonAsync(HttpStatusCode.OK);
        var again = await (await client.PostAsync($"/runs/{second.Text("run_id")}/cancel", null)).JsonAsync(HttpStatusCode.OK);
        paced.Say(1);
        await client.EndedAsync(first.Text("run_id"));

        Assert.Equal(("cancelled", "cancelled"), (cancelled.Text("state"), again.Text("state")));
        await (await client.PostAsync($"/runs/{first.Text("run_id")}/cancel", null)).RefusedAsync(HttpStatusCode.Conflict, "RUN_ENDED");
        Assert.Equal(["user: first", "assistant: one"], await client.SaidAsync(first.Text("session_id")));
        var events = await client.AllEventsAsync(second.Text("run_id"));
        Assert.Equal(["run", "error"], events.Select(static item => item.Event));
        Assert.Equal("RUN_CANCELLED", events[^1].Data.Text("code"));
        Assert.Single(paced.Model.Requests);
    }

    private static async Task<TimeSpan> TryAsync(string door, bool background)
    {
        await using var paced = await PacedModel.StartAsync("one two");
        await using var host = await ChatHost.StartAsync(paced.Model);
        await using var other = host.Beside(settings: new() { ["Runs:Parallelism"] = "0" });
        var ada = TestContexts.User();
        using var client = host.For(ada);
        using var elsewhere = other.ClientFor(ada);
        paced.Say(2);
        var session = (await client.SayAsync("before")).Text("session_id");
        paced.Say(1);
        var run = background ? (await client.StartAsync("count", session)).Text("run_id") : null;
        var turn = background ? null : client.ChatAsync("count", session);
        await Eventually.TrueAsync(() => Task.FromResult(paced.Model.Requests.Count == 2));
        // It says a word and then waits; whoever listens for cancellations has to have begun to.
        await Eventually.TrueAsync(async () => (await elsewhere.GetAsync("/alive")).IsSuccessStatusCode);

        var watch = Stopwatch.StartNew();
        using var response = door == "cancel" ? await elsewhere.PostAsync($"/runs/{run}/cancel", null) : await elsewhere.DeleteAsync($"/sessions/{session}");
        Assert.True(response.IsSuccessStatusCode);
        await paced.Left.Task.WaitAsync(Eventually.Deadline);
        var took = watch.Elapsed;

        if (turn is not null)
        {
            await (await turn).RefusedAsync(HttpStatusCode.NotFound, "SESSION_NOT_FOUND");
        }
        else if (door == "cancel")
        {
            Assert.Equal("cancelled", (await client.EndedAsync(run!)).Text("state"));
            Assert.Equal(["user: before", "assistant: one two"], await client.SaidAsync(session));
            // Nobody is at work in the session any more.
            paced.Say(2);
            Assert.Equal("one two", (await client.SayAsync("after", session)).Text("response"));
        }
        else
        {
            await Eventually.TrueAsync(async () => (await client.GetAsync($"/runs/{run}")).StatusCode == HttpStatusCode.NotFound);
        }

        return took;
    }
}
