using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Services.Scheduler.Webhooks.Delivering;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Webhooks;

public sealed class DeliveryTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public async Task A_run_is_told_once_signed_with_all_that_its_user_sends_along()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(receiver.Hourly(body: new { heron = "苍鹭", count = 3 }, headers: new Dictionary<string, string> { ["Authorization"] = "Bearer canary", ["X-Of"] = "ada" }));
        host.Clock.Advance(Hour);
        await host.ScanAsync();
        Assert.Equal("requested", Assert.Single(await ada.HistoryAsync(job.Id())).Text("status"));

        Assert.Equal(1, await host.DeliverAsync());
        Assert.Equal(0, await host.DeliverAsync());

        var told = Assert.Single(receiver.Received);
        Assert.Equal(1, receiver.SignedBy(Receiver.Secret));
        Assert.Equal(("POST /hook?of=ada", "application/json", "Bearer canary", "ada"), (told.Line, told.Headers["Content-Type"], told.Headers["Authorization"], told.Headers["X-Of"]));
        Assert.DoesNotContain("traceparent", told.Headers.Keys);
        var run = Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal(("completed", told.Headers["webhook-id"], 1, 204), (run.Text("status"), run.Text("delivery_id"), run["tries"]!.GetValue<int>(), run["http_status"]!.GetValue<int>()));
        var expected = new JsonObject
        {
            ["type"] = "job.fired",
            ["timestamp"] = run["fired_at"]!.DeepClone(),
            ["data"] = new JsonObject
            {
                ["job_id"] = job.Id(), ["name"] = "Herons", ["scheduled_for"] = run["scheduled_for"]!.DeepClone(), ["trigger"] = "schedule", ["tenant_id"] = host.Ada.TenantId, ["user_id"] = host.Ada.UserId,
                ["body"] = new JsonObject { ["heron"] = "苍鹭", ["count"] = 3 },
            },
        };
        Assert.True(JsonNode.DeepEquals(expected, told.Json), told.Json.ToJsonString());
        Assert.Equal([$"{job.Id()} completed "], await EndsAsync(host));
    }

    [Fact]
    public async Task A_run_that_is_wanted_now_is_told_as_well()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(receiver.Hourly());
        var run = await ada.SendAsync(HttpMethod.Post, $"/schedule/jobs/{job.Id()}/run", null, HttpStatusCode.Accepted);
        await host.DeliverAsync();

        var told = Assert.Single(receiver.Received);
        Assert.Equal(("manual", run.Text("delivery_id")), (told.Json["data"]!["trigger"]!.GetValue<string>(), told.Headers["webhook-id"]));
        Assert.Equal("completed", Assert.Single(await ada.HistoryAsync(job.Id())).Text("status"));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    [InlineData(408)]
    public async Task What_may_pass_is_tried_again_with_the_same_id_and_a_new_signature_until_it_is_taken(int status)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await FireAsync(host, ada, receiver);
        receiver.Says.Status(status);
        Assert.Equal(1, await host.DeliverAsync());

        // Not at once.
        Assert.Equal(0, await host.DeliverAsync());
        var waiting = Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal(("requested", 1, status), (waiting.Text("status"), waiting["tries"]!.GetValue<int>(), waiting["http_status"]!.GetValue<int>()));
        host.Clock.Advance(TimeSpan.FromSeconds(10));
        receiver.Says.Status(200);
        Assert.Equal(1, await host.DeliverAsync());

        Assert.Equal(2, receiver.SignedBy(Receiver.Secret));
        Assert.Single(receiver.Received.Select(static told => told.Headers["webhook-id"]).Distinct());
        Assert.Equal(2, receiver.Received.Select(static told => told.Headers["webhook-signature"]).Distinct().Count());
        Assert.Equal(receiver.Received.First().Body, receiver.Received.Last().Body);
        var run = Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal(("completed", 2, 200), (run.Text("status"), run["tries"]!.GetValue<int>(), run["http_status"]!.GetValue<int>()));
    }

    [Fact]
    public async Task After_eight_tries_over_about_a_day_the_run_has_failed()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await FireAsync(host, ada, receiver, once: true);
        receiver.Says.Status(502);
        var (tries, from) = (0, host.Clock.GetUtcNow());
        TimeSpan last = default;
        while (await host.QueryAsync("select due_at from deliveries", static row => row.GetFieldValue<DateTimeOffset>(0)) is [var due])
        {
            host.Clock.SetUtcNow(due > host.Clock.GetUtcNow() ? due : host.Clock.GetUtcNow());
            last = host.Clock.GetUtcNow() - from;
            tries += await host.DeliverAsync();
        }

        Assert.Equal((8, 8), (tries, receiver.Received.Count));
        Assert.InRange(last, TimeSpan.FromHours(15), TimeSpan.FromHours(32));
        var run = Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal(("failed", "WEBHOOK_REFUSED", 8, 502), (run.Text("status"), run.Text("error_code"), run["tries"]!.GetValue<int>(), run["http_status"]!.GetValue<int>()));
        Assert.Equal([$"{job.Id()} failed WEBHOOK_REFUSED"], await EndsAsync(host));
    }

    [Fact]
    public async Task A_receiver_that_names_a_time_is_not_asked_before_it()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        await FireAsync(host, ada, receiver);
        receiver.Says.Status(429, ("Retry-After", "600"));
        await host.DeliverAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(599));
        Assert.Equal(0, await host.DeliverAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(62));
        Assert.Equal(1, await host.DeliverAsync());

        // For as long as it likes it is not waited.
        receiver.Says.Status(503, ("Retry-After", "31536000"));
        host.Clock.Advance(TimeSpan.FromMinutes(12));
        await host.DeliverAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(66));
        Assert.Equal(1, await host.DeliverAsync());
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    public async Task Any_other_answer_is_a_refusal_at_once_and_a_redirection_is_not_followed(int status)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var elsewhere = await Receiver.StartAsync();
        await using var host = receiver.Host(new KeyValuePair<string, string?>("Web:AllowedHosts:1", new Uri(elsewhere.Url).Authority));
        using var ada = host.ClientFor(host.Ada);
        var job = await FireAsync(host, ada, receiver);
        receiver.Says.Status(status, ("Location", elsewhere.Url));
        await host.DeliverAsync();

        Assert.Single(receiver.Received);
        Assert.Empty(elsewhere.Received);
        var run = Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal(("failed", "WEBHOOK_REFUSED", status), (run.Text("status"), run.Text("error_code"), run["http_status"]!.GetValue<int>()));
        Assert.Empty(await host.QueryAsync("select 1 from deliveries", static row => row.GetInt32(0)));
    }

    [Fact]
    public async Task A_receiver_that_is_gone_pauses_the_job_and_its_user_hears_why()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await FireAsync(host, ada, receiver);
        receiver.Says.Status(410);
        await host.DeliverAsync();

        var paused = await ada.ReadAsync($"/schedule/jobs/{job.Id()}");
        Assert.Equal(("paused", null), (paused.Text("status"), paused["next_run_at"]));
        Assert.Equal([$"{job.Id()} failed WEBHOOK_GONE"], await EndsAsync(host));
    }

    [Fact]
    public async Task A_job_that_leads_elsewhere_by_then_is_not_paused()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await FireAsync(host, ada, receiver);
        receiver.Says.Next = async http =>
        {
            await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { payload = new { type = "webhook", url = receiver.Url + "2" } }, HttpStatusCode.OK);
            http.Response.StatusCode = 410;
        };
        await host.DeliverAsync();

        Assert.Equal("active", (await ada.ReadAsync($"/schedule/jobs/{job.Id()}")).Text("status"));
        Assert.Equal("WEBHOOK_GONE", Assert.Single(await ada.HistoryAsync(job.Id())).Text("error_code"));
    }

    [Fact]
    public async Task A_receiver_that_does_not_answer_in_time_is_tried_again()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await FireAsync(host, ada, receiver);
        var asked = new TaskCompletionSource();
        receiver.Says.Next = async http =>
        {
            asked.TrySetResult();
            await Task.Delay(Timeout.Infinite, http.RequestAborted).ContinueWith(static _ => { }, TaskScheduler.Default);
        };
        var attempt = host.DeliverAsync();
        await asked.Task.WaitAsync(TimeSpan.FromSeconds(30));
        host.Clock.Advance(TimeSpan.FromSeconds(16));
        await attempt.WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(["WEBHOOK_TIMEOUT"], await host.QueryAsync("select last_code from deliveries", static row => row.GetString(0)));
        Assert.Null(Assert.Single(await ada.HistoryAsync(job.Id()))["http_status"]);
    }

    [Fact]
    public async Task A_receiver_that_cannot_be_reached_is_tried_again()
    {
        var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        await FireAsync(host, ada, receiver);
        await receiver.DisposeAsync();
        await host.DeliverAsync();

        Assert.Equal([("WEBHOOK_UNREACHABLE", 1)], await host.QueryAsync("select last_code, attempts from deliveries", static row => (row.GetString(0), row.GetInt32(1))));
    }

    [Fact]
    public async Task What_an_answer_says_stands_nowhere()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await FireAsync(host, ada, receiver);
        receiver.Says.Status(404, ("X-Said", "what-it-answers-is-nobodys"));
        await host.DeliverAsync();

        Assert.DoesNotContain("nobodys", (await ada.ReadAsync($"/schedule/jobs/{job.Id()}/history")).ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(await host.QueryAsync("select 1 from nanobot.outbox where envelope like '%nobodys%'", static row => row.GetInt32(0)));
    }

    [Fact]
    public async Task What_a_process_that_died_had_begun_another_does_when_its_lease_ends_and_what_the_dead_one_writes_later_counts_for_nothing()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await FireAsync(host, ada, receiver);
        var dead = Assert.Single(await host.Services.GetRequiredService<WorkClaims<ClaimedDelivery>>().TakeAsync(10, default));
        Assert.Equal(0, await host.DeliverAsync());
        host.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(1, await host.DeliverAsync());

        Assert.False(await host.Services.GetRequiredService<DeliveryEnds>().EndAsync(dead, new DeliveryOutcome("WEBHOOK_REFUSED", 500), null, null, default));
        await host.Services.GetRequiredService<DeliveryQueue>().ReturnAsync(dead, TimeSpan.Zero, default);
        Assert.Equal(0, await host.DeliverAsync());
        var run = Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal(("completed", 2), (run.Text("status"), run["tries"]!.GetValue<int>()));
        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task Where_the_processes_of_all_tries_died_the_run_has_failed()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await FireAsync(host, ada, receiver);
        for (var i = 0; i < DeliveryPlan.MostTries; i++)
        {
            Assert.Single(await host.Services.GetRequiredService<WorkClaims<ClaimedDelivery>>().TakeAsync(10, default));
            host.Clock.Advance(TimeSpan.FromSeconds(61));
        }

        await host.DeliverAsync();
        Assert.Empty(receiver.Received);
        var run = Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal(("failed", "WEBHOOK_UNFINISHED", 8), (run.Text("status"), run.Text("error_code"), run["tries"]!.GetValue<int>()));
    }

    [Fact]
    public async Task However_many_look_at_once_each_run_is_told_once()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        await ada.CreateAsync(receiver.Hourly());
        host.Clock.Advance(24 * Hour);
        await host.ScanAsync();

        var made = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => host.DeliverAsync()));

        Assert.Equal((24, 24), (made.Sum(), receiver.Received.Select(static told => told.Headers["webhook-id"]).Distinct().Count()));
        Assert.Equal(24, receiver.Received.Count);
    }

    [Theory]
    [InlineData("suspended")]
    [InlineData("deleted")]
    public async Task Of_a_tenant_that_may_not_work_nothing_is_told_until_it_may_again(string status)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        await FireAsync(host, ada, receiver);
        host.Tenants.Stand(host.Ada.RequiredTenantId, status, epoch: 2);
        Assert.Equal(0, await host.DeliverAsync());
        Assert.Equal([0], await host.QueryAsync("select attempts from deliveries", static row => row.GetInt32(0)));

        host.Tenants.Stand(host.Ada.RequiredTenantId, "active", epoch: 3);
        await host.SetTenantAsync(host.Ada, "active", epoch: 3);
        Assert.Equal(1, await host.DeliverAsync());
        Assert.Single(receiver.Received);
    }

    [Fact]
    public async Task What_has_fired_of_a_job_that_is_paused_is_told_and_of_one_that_is_deleted_not()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var (paused, gone) = (await ada.CreateAsync(receiver.Hourly()), await ada.CreateAsync(receiver.Hourly()));
        host.Clock.Advance(Hour);
        await host.ScanAsync();
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{paused.Id()}", new { enabled = false }, HttpStatusCode.OK);
        await ada.SendAsync(HttpMethod.Delete, $"/schedule/jobs/{gone.Id()}", null, HttpStatusCode.NoContent);

        Assert.Equal(1, await host.DeliverAsync());
        Assert.Equal(paused.Id(), Assert.Single(receiver.Received).Json["data"]!["job_id"]!.GetValue<string>());
        Assert.Equal([Guid.Parse(paused.Id())], await host.QueryAsync("select job_id from webhooks", static row => row.GetGuid(0)));
    }

    [Fact]
    public async Task A_run_of_a_job_that_does_something_else_by_then_has_failed()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await FireAsync(host, ada, receiver);
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { payload = Wire.Report() }, HttpStatusCode.OK);
        await host.DeliverAsync();

        Assert.Empty(receiver.Received);
        Assert.Equal("WEBHOOK_REPLACED", Assert.Single(await ada.HistoryAsync(job.Id())).Text("error_code"));
        Assert.Empty(await host.QueryAsync("select 1 from webhooks", static row => row.GetInt32(0)));
    }

    [Fact]
    public async Task Of_a_job_whose_receiver_is_down_only_so_many_runs_wait()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await FireAsync(host, ada, receiver);
        receiver.Says.Status(500);
        await host.ExecuteAsync("""
            insert into deliveries (tenant_id, user_id, job_id, scheduled_for, due_at)
            select tenant_id, user_id, job_id, scheduled_for + number * interval '1 minute', 'infinity' from deliveries cross join generate_series(1, 100) as number
            """);
        await host.DeliverAsync();

        var run = Assert.Single(await ada.HistoryAsync(job.Id()));
        Assert.Equal(("failed", "WEBHOOK_REFUSED", 1), (run.Text("status"), run.Text("error_code"), run["tries"]!.GetValue<int>()));
    }

    [Fact]
    public async Task Policies_have_the_last_word_before_each_try()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await FireAsync(host, ada, receiver);
        host.Tenants.Rights.Set(host.Ada.TenantId!, RightsStandIn.Policy("no-loopback", "webhook:127.*"));
        // What is known is compared with what has changed once it is older than a moment.
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        await host.DeliverAsync();

        Assert.Empty(receiver.Received);
        Assert.Equal("POLICY_DENIED", Assert.Single(await ada.HistoryAsync(job.Id())).Text("error_code"));
        Assert.Equal(["webhook:127.0.0.1"], await host.QueryAsync(
            "select envelope::jsonb -> 'data' -> 'entry' ->> 'target' from nanobot.outbox where topic = 'audit.recorded.v1' and envelope like '%POLICY_DENIED%'", static row => row.GetString(0)));
    }

    [Fact]
    public async Task Where_policies_are_not_known_nothing_is_told_and_no_try_counts()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        await FireAsync(host, ada, receiver);
        host.Tenants.Rights.Set(host.Ada.TenantId!);
        host.Tenants.Rights.Down = true;
        host.Clock.Advance(TimeSpan.FromMinutes(10));
        var attempt = host.DeliverAsync();
        // Whoever asks waits between its own tries.
        await Eventually.TrueAsync(() =>
        {
            host.Clock.Advance(TimeSpan.FromMilliseconds(100));
            return Task.FromResult(attempt.IsCompleted);
        });
        await attempt;

        Assert.Empty(receiver.Received);
        Assert.Equal([0], await host.QueryAsync("select attempts from deliveries", static row => row.GetInt32(0)));
        host.Tenants.Rights.Down = false;
        host.Clock.Advance(TimeSpan.FromMinutes(1));
        await host.DeliverAsync();
        Assert.Single(receiver.Received);
    }

    private static async Task<JsonObject> FireAsync(SchedulerHost host, HttpClient ada, Receiver receiver, bool once = false)
    {
        var job = await ada.CreateAsync(receiver.Hourly(misfire: "last"));
        host.Clock.Advance(Hour);
        await host.ScanAsync();
        if (once)
        {
            await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { enabled = false }, HttpStatusCode.OK);
        }

        return job;
    }

    private static Task<List<string>> EndsAsync(SchedulerHost host) => host.QueryAsync(
        "select envelope::jsonb -> 'data' ->> 'job_id', envelope::jsonb -> 'data' ->> 'status', coalesce(envelope::jsonb -> 'data' ->> 'error_code', '') from nanobot.outbox where topic = 'job.run_ended.v1' order by id",
        static row => $"{row.GetString(0)} {row.GetString(1)} {row.GetString(2)}");
}
