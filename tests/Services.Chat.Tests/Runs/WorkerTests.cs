using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Runs.Journals;
using Nanobot.Services.Chat.Runs.Working;
using Nanobot.Services.Chat.Trust;
using Nanobot.Testing;
using Nanobot.Testing.Ai;

namespace Nanobot.Services.Chat.Tests.Runs;

/// <summary>Who works on runs, and when.</summary>
public sealed class WorkerTests
{
    private static readonly Dictionary<string, string?> Idle = new() { ["Runs:Parallelism"] = "0" };

    [Fact]
    public async Task However_many_processes_look_for_runs_each_is_made_once()
    {
        const int Runs = 12;
        var quick = new Dictionary<string, string?> { ["Runs:Poll"] = "00:00:00.050" };
        await using var model = await ScriptedModel.StartAsync(new ModelReply("Done."));
        await using var host = await ChatHost.StartAsync(model, quick);
        await using var other = host.Beside(model, quick);
        var users = Enumerable.Range(0, Runs).Select(static _ => TestContexts.User()).ToList();
        using var wakes = other.ClientFor(users[0]);

        var runs = await Task.WhenAll(users.Select(async user =>
        {
            using var client = host.For(user);
            return (await client.StartAsync("hi")).Text("run_id");
        }));

        foreach (var (user, run) in users.Zip(runs))
        {
            using var client = host.For(user);
            Assert.Equal("completed", (await client.EndedAsync(run)).Text("state"));
        }

        Assert.Equal(Runs, model.Requests.Count);
    }

    [Fact]
    public async Task A_process_that_stops_gives_its_runs_back_at_once_and_it_counts_as_no_attempt()
    {
        var settings = new Dictionary<string, string?> { ["Agent:SessionLease"] = "00:10:00", ["Runs:MaximumAttempts"] = "1", ["Runs:Poll"] = "00:00:00.050" };
        await using var paced = await PacedModel.StartAsync("one");
        await using var host = await ChatHost.StartAsync(paced.Model, Idle);
        using var client = host.For(TestContexts.User());
        var run = (await client.StartAsync("hi")).Text("run_id");
        await using (var first = host.Beside(paced.Model, settings))
        {
            using var starts = first.CreateDefaultClient();
            await Eventually.TrueAsync(() => Task.FromResult(paced.Model.Requests.Count == 1));
        }

        Assert.Equal("queued", (await client.RunAsync(run)).Text("state"));
        paced.Say(1);
        await using var second = host.Beside(paced.Model, settings);
        using var goesOn = second.CreateDefaultClient();

        Assert.Equal("completed", (await client.EndedAsync(run)).Text("state"));
        Assert.Contains((await client.AllEventsAsync(run)).Select(static item => item.Event), static name => name == "resumed");
    }

    [Fact]
    public async Task Whoever_has_lost_a_run_begins_no_call_and_keeps_nothing()
    {
        await using var host = await ChatHost.StartAsync(settings: Idle);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var accepted = await client.StartAsync("hi");
        var (queue, db) = (host.Services.GetRequiredService<RunQueue>(), host.Services.GetRequiredService<TenantDb>());
        var first = Assert.Single(await queue.ClaimAsync(1, default));
        var mine = new RunJournal(db, first, RunSteps.Of([]), TimeProvider.System);
        await mine.BeginsAsync(1, default);
        Assert.Empty(await queue.ClaimAsync(1, default));

        await host.RunAsync(ada, accepted.Text("session_id"), "update chat_run set due_at = now() - interval '1 second'");
        var second = Assert.Single(await queue.ClaimAsync(1, default));

        Assert.Equal((first.RunId, first.LeaseId), (second.RunId, second.LeaseBefore));
        await Assert.ThrowsAsync<RunLostException>(() => mine.BeginsAsync(2, default));
        await Assert.ThrowsAsync<RunLostException>(() => mine.EndedAsync(1, new RecordedResult("{}", false, TextLabels.None, false), default));
        Assert.Null(await queue.RenewAsync(first, default));
        Assert.False(await queue.EndAsync(first, "failed", null, default));
        var wish = (await queue.WishAsync(second, default))!;
        Assert.True(wish.Steps.HasBegun(1));
        Assert.False(wish.Steps.HasBegun(2));
        Assert.Null(wish.Steps.ResultOf(1));
    }

    [Fact]
    public async Task A_run_that_is_broken_off_again_and_again_fails_visibly()
    {
        await using var host = await ChatHost.StartAsync(settings: Idle);
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var accepted = await client.StartAsync("hi");
        await host.RunAsync(ada, accepted.Text("session_id"), "update chat_run set attempts = 3");
        await using var worker = host.Beside();
        using var starts = worker.CreateDefaultClient();

        var run = await client.EndedAsync(accepted.Text("run_id"));

        Assert.Equal(("failed", "TURN_INTERRUPTED"), (run.Text("state"), run.GetProperty("error").Text("code")));
    }

    [Fact]
    public async Task Runs_of_a_tenant_that_may_not_be_used_end_or_wait()
    {
        await using var paced = await PacedModel.StartAsync("one");
        await using var host = await ChatHost.StartAsync(paced.Model, new() { ["Runs:Poll"] = "00:00:00.050" });
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var atWork = (await client.StartAsync("first")).Text("run_id");
        await Eventually.TrueAsync(() => Task.FromResult(paced.Model.Requests.Count == 1));

        host.Peers.Standings[ada.RequiredTenantId] = "suspended";
        await Eventually.TrueAsync(async () =>
        {
            await host.Services.BroadcastAsync(ada.RequiredTenantId, new TenantSuspended(ada.RequiredTenantId, ada.Epoch + 1));
            return (await client.RunAsync(atWork)).Text("state") != "running";
        });
        var waits = (await client.StartAsync("second")).Text("run_id");
        var other = await OthersAsync(host, paced);

        Assert.Equal("TENANT_SUSPENDED", (await client.EndedAsync(atWork)).GetProperty("error").Text("code"));
        Assert.Equal("completed", other);
        Assert.Equal("queued", (await client.RunAsync(waits)).Text("state"));
        host.Peers.Standings[ada.RequiredTenantId] = "active";
        paced.Say(1);
        await Eventually.TrueAsync(async () =>
        {
            await host.Services.BroadcastAsync(ada.RequiredTenantId, new TenantActivated(ada.RequiredTenantId, ada.Epoch + 2));
            return (await client.RunAsync(waits)).Text("state") == "completed";
        });
    }

    [Fact]
    public async Task Runs_that_ended_long_ago_are_gone_and_what_was_said_stays()
    {
        await using var host = await ChatHost.StartAsync();
        var ada = TestContexts.User();
        using var client = host.For(ada);
        var run = await client.EndedAsync((await client.StartAsync("list my files")).Text("run_id"));
        var retention = host.Services.GetRequiredService<RunRetention>();

        await retention.PurgeAsync(default);
        Assert.Equal("completed", (await client.RunAsync(run.Text("run_id"))).Text("state"));
        await host.RunAsync(ada, run.Text("session_id"), "update chat_run set ended_at = now() - interval '8 days'");
        await retention.PurgeAsync(default);

        Assert.Empty((await client.GetFromJsonAsync<JsonElement>("/runs")).GetProperty("items").EnumerateArray());
        Assert.NotEmpty(await client.SaidAsync(run.Text("session_id")));
    }

    private static async Task<string> OthersAsync(ChatHost host, PacedModel paced)
    {
        using var other = host.For(TestContexts.User());
        var run = (await other.StartAsync("third")).Text("run_id");
        paced.Say(1);
        return (await other.EndedAsync(run)).Text("state");
    }
}
