using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Firing;

/// <summary>Jobs that ask for turns of the assistant.</summary>
public sealed class TurnJobTests
{
    private static readonly object Morning = new
    {
        kind = "daily", hour = 9, minute = 0, time_zone = "UTC", name = "Morning", payload = new { type = "agent_turn", message = "Any news?" },
    };

    [Fact]
    public async Task A_due_job_asks_for_its_turn_once_and_its_history_has_the_run()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Morning);
        host.Clock.Advance(TimeSpan.FromHours(2));
        await Task.WhenAll(host.ScanAsync(), host.ScanAsync());
        await host.ScanAsync();

        var asked = Assert.Single(await AskedAsync(host));
        var run = Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal((run.Text("run_id"), job.Id(), "Morning", "agent_turn", "Any news?"),
            (asked.Text("run_id"), asked.Text("job_id"), asked.Text("job_name"), asked.Text("purpose"), asked.Text("message")));
        Assert.Null(asked["session_id"]);
        Assert.Equal("requested", run.Text("status"));
        Assert.Null(run["report_id"]);
        Assert.Empty(await host.RequestedReportsAsync());
    }

    [Fact]
    public async Task A_job_asks_for_the_model_that_it_names()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, payload = new { type = "agent_turn", message = "Any news?", model = "owl/barn" } });
        Assert.Equal("owl/barn", job["payload"]!.AsObject().Text("model"));

        await RunAsync(ada, job);

        Assert.Equal("owl/barn", Assert.Single(await AskedAsync(host)).Text("model"));
    }

    [Theory]
    [InlineData("completed", null, false, "completed", true)]
    [InlineData("completed", null, true, "completed", false)]
    [InlineData("failed", "TOKEN_LIMIT", false, "failed", true)]
    [InlineData("cancelled", "RUN_CANCELLED", false, "failed", true)]
    [InlineData("idle", null, true, "skipped", false)]
    public async Task What_became_of_the_turn_stands_in_the_history_and_is_told_unless_there_was_nothing_to_do(
        string status, string? code, bool quiet, string shown, bool isTold)
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Morning);
        var run = Guid.Parse((await RunAsync(ada, job)).Text("run_id"));

        await EndAsync(host, host.Ada, new TurnCompleted(run, status, code, quiet));
        await EndAsync(host, host.Ada, new TurnCompleted(run, "failed", "LATE", false));
        await EndAsync(host, host.Ada, new TurnCompleted(Guid.NewGuid(), status, code, quiet));

        var noted = Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal((shown, code), (noted.Text("status"), noted["error_code"]?.GetValue<string>()));
        Assert.NotNull(noted["completed_at"]);
        var told = await DataAsync(host, "job.run_ended.v1");
        Assert.Equal(isTold ? [$"{job.Id()} {shown} {run} {code}"] : [], told.Select(static run => $"{run.Text("job_id")} {run.Text("status")} {run.Text("run_id")} {run["error_code"]}"));
    }

    [Fact]
    public async Task Another_users_turn_of_the_same_id_changes_nothing()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Morning);
        var run = Guid.Parse((await RunAsync(ada, job)).Text("run_id"));

        await EndAsync(host, TestContexts.User("eve", host.Ada.TenantId), new TurnCompleted(run, "completed", null, false));

        Assert.Equal("requested", Assert.Single(await ada.HistoryAsync(job.Id())).Text("status"));
    }

    [Fact]
    public async Task The_end_of_a_turn_whose_job_is_gone_changes_nothing()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Morning);
        var run = Guid.Parse((await RunAsync(ada, job)).Text("run_id"));
        await ada.SendAsync(HttpMethod.Delete, $"/schedule/jobs/{job.Id()}", null, HttpStatusCode.NoContent);

        await EndAsync(host, host.Ada, new TurnCompleted(run, "completed", null, false));

        Assert.Empty(await DataAsync(host, "job.run_ended.v1"));
    }

    [Fact]
    public async Task After_an_outage_one_turn_is_asked_for_and_the_missed_ones_are_recorded()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(Morning);
        host.Clock.Advance(TimeSpan.FromDays(3.5));
        await host.ScanAsync();

        Assert.Single(await AskedAsync(host));
        Assert.Equal(["requested", "skipped", "skipped", "skipped"], (await ada.HistoryAsync(job.Id())).Select(static run => run.Text("status")));
    }

    [Fact]
    public async Task A_turn_is_asked_for_with_the_key_and_the_amounts_with_which_its_job_was_made()
    {
        await using var host = new SchedulerHost();
        var limited = TenantContext.ForCredential(host.Ada.TenantId, host.Ada.UserId, TenantRole.User, host.Ada.Plan, host.Ada.Epoch, "key-1", new OwnQuotas(null, "tokens_per_day=5", "tokens_per_day=3"));
        using var ada = host.ClientFor(limited);
        await ada.CreateAsync(Morning);
        host.Clock.Advance(TimeSpan.FromHours(2));
        await host.ScanAsync();

        var asked = Assert.Single(await AskedAsync(host));
        Assert.Equal(("key-1", "tokens_per_day=5", "tokens_per_day=3"), (asked.Text("key_id"), asked.Text("user_quotas"), asked.Text("key_quotas")));
    }

    [Fact]
    public async Task A_heartbeat_that_names_no_schedule_comes_every_half_an_hour()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(new { payload = new { type = "heartbeat" } });
        Assert.Equal(("heartbeat", "every", 1800L), (job.Text("name"), job.Text("kind"), job["seconds"]!.GetValue<long>()));
        host.Clock.Advance(TimeSpan.FromMinutes(31));
        await host.ScanAsync();

        var asked = Assert.Single(await AskedAsync(host));
        Assert.Equal("heartbeat", asked.Text("purpose"));
        Assert.Null(asked["message"]);
    }

    private static Task<JsonObject> RunAsync(HttpClient client, JsonObject job) =>
        client.SendAsync(HttpMethod.Post, $"/schedule/jobs/{job.Id()}/run", null, HttpStatusCode.Accepted);

    private static async Task EndAsync(SchedulerHost host, TenantContext context, TurnCompleted ended)
    {
        await using var scope = host.Services.CreateAsyncScope();
        var handler = scope.ServiceProvider.GetRequiredService<IEventHandler<TurnCompleted>>();
        await host.Services.GetRequiredService<TenantDb>().TransactionAsync(
            context, transaction => handler.HandleAsync(ended, transaction, CancellationToken.None), CancellationToken.None);
    }

    private static Task<List<JsonObject>> AskedAsync(SchedulerHost host) => DataAsync(host, "turn.requested.v1");

    private static Task<List<JsonObject>> DataAsync(SchedulerHost host, string topic) => host.QueryAsync(
        "select envelope::jsonb ->> 'data' from nanobot.outbox where topic = $1 order by id", static row => JsonNode.Parse(row.GetString(0))!.AsObject(), topic);
}
