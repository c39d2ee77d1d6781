using System.Net;
using System.Text.Json.Nodes;
using Nanobot.Services.Scheduler.Tests.Support;

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
        var job = await receiver.FireAsync(host, ada);
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
        var job = await receiver.FireAsync(host, ada, once: true);
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
        await receiver.FireAsync(host, ada);
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
        var job = await receiver.FireAsync(host, ada);
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
        var job = await receiver.FireAsync(host, ada);
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
        var job = await receiver.FireAsync(host, ada);
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
        var job = await receiver.FireAsync(host, ada);
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
        await receiver.FireAsync(host, ada);
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
        var job = await receiver.FireAsync(host, ada);
        receiver.Says.Status(404, ("X-Said", "what-it-answers-is-nobodys"));
        await host.DeliverAsync();

        Assert.DoesNotContain("nobodys", (await ada.ReadAsync($"/schedule/jobs/{job.Id()}/history")).ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(await host.QueryAsync("select 1 from nanobot.outbox where envelope like '%nobodys%'", static row => row.GetInt32(0)));
    }

    private static Task<List<string>> EndsAsync(SchedulerHost host) => host.QueryAsync(
        "select envelope::jsonb -> 'data' ->> 'job_id', envelope::jsonb -> 'data' ->> 'status', coalesce(envelope::jsonb -> 'data' ->> 'error_code', '') from nanobot.outbox where topic = 'job.run_ended.v1' order by id",
        static row => $"{row.GetString(0)} {row.GetString(1)} {row.GetString(2)}");
}
