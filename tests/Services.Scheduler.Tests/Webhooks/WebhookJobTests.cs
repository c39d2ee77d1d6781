using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Data.Resealing;
using Nanobot.Platform.Tenancy.Secrets;
using Nanobot.Services.Scheduler.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Scheduler.Tests.Webhooks;

public sealed class WebhookJobTests(SharedScheduler shared) : IClassFixture<SharedScheduler>
{
    private const string Other = "whsec_QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo=";

    [Theory]
    [InlineData("""{"type":"webhook"}""", "payload.url")]
    [InlineData("""{"type":"webhook","url":"hooks.example"}""", "payload.url")]
    [InlineData("""{"type":"webhook","url":"ftp://hooks.example/"}""", "payload.url")]
    [InlineData("""{"type":"webhook","url":"http://hooks.example/"}""", "payload.url")]
    [InlineData("""{"type":"webhook","url":"https://ada:secret@hooks.example/"}""", "payload.url")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/#part"}""", "payload.url")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/a b"}""", "payload.url")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/\r\nHost: x"}""", "payload.url")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","secret":""}""", "payload.secret")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","secret":"whsec_c2hvcnQ="}""", "payload.secret")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","secret":"MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}""", "payload.secret")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","body":[1]}""", "payload.body")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","body":"text"}""", "payload.body")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","body":{"half":"\ud83d"}}""", "payload.body")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","headers":{"Host":"x"}}""", "payload.headers")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","headers":{"Content-Length":"1"}}""", "payload.headers")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","headers":{"Transfer-Encoding":"chunked"}}""", "payload.headers")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","headers":{"webhook-id":"1"}}""", "payload.headers")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","headers":{"Webhook-Signature":"1"}}""", "payload.headers")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","headers":{"user-agent":"x"}}""", "payload.headers")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","headers":{"X-A":"b\r\nHost: x"}}""", "payload.headers")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","headers":{"X A":"b"}}""", "payload.headers")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","headers":{"X-A":"b","x-a":"c"}}""", "payload.headers")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","headers":{"X-A":null}}""", "payload.headers")]
    [InlineData("""{"type":"webhook","url":"https://hooks.example/","message":"hi"}""", "payload.message")]
    [InlineData("""{"type":"report","report_type":"daily","url":"https://hooks.example/"}""", "payload.url")]
    [InlineData("""{"type":"report","report_type":"daily","secret":"x"}""", "payload.secret")]
    [InlineData("""{"type":"heartbeat","headers":{}}""", "payload.headers")]
    [InlineData("""{"type":"heartbeat","body":{}}""", "payload.body")]
    public async Task Every_wrong_member_is_named(string payload, params string[] fields)
    {
        using var ada = shared.Host.ClientFor(TestContexts.User());
        var problem = await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", $$"""{"kind":"every","seconds":60,"payload":{{payload}}}""", HttpStatusCode.BadRequest);

        Assert.Equal("VALIDATION_FAILED", problem.Text("code"));
        Assert.Equal(fields, problem.Fields());
        Assert.Empty((await ada.ReadAsync("/schedule/jobs")).Items("items"));

        // A change names the same, and leaves what is there.
        var job = await ada.CreateAsync(Every(new { type = "webhook", url = "https://hooks.example/" }));
        problem = await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", $$"""{"payload":{{payload}}}""", HttpStatusCode.BadRequest);
        Assert.Equal(("VALIDATION_FAILED", string.Join(' ', fields)), (problem.Text("code"), string.Join(' ', problem.Fields())));
        Assert.Equal("https://hooks.example/", (await ada.ReadAsync($"/schedule/jobs/{job.Id()}"))["payload"]!["url"]!.GetValue<string>());
    }

    [Fact]
    public async Task What_is_too_much_is_named_too()
    {
        using var ada = shared.Host.ClientFor(TestContexts.User());
        var headers = Enumerable.Range(0, 11).ToDictionary(static number => $"X-{number}", static _ => "a");
        var body = new Dictionary<string, string> { ["a"] = new('x', 8 * 1024) };
        var problem = await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", Every(new { type = "webhook", url = "https://hooks.example/" + new string('u', 2000), headers, body }), HttpStatusCode.BadRequest);

        Assert.Equal(["payload.url", "payload.body", "payload.headers"], problem.Fields());
    }

    [Theory]
    [InlineData("https://127.0.0.1/", "host")]
    [InlineData("https://169.254.169.254/latest/meta-data", "host")]
    [InlineData("https://[::1]/", "host")]
    [InlineData("https://[::ffff:10.0.0.1]/", "host")]
    [InlineData("https://localhost/", "host")]
    [InlineData("https://0x7f.1/", "host")]
    [InlineData("https://db.internal/", "host")]
    [InlineData("https://hooks.example:5432/", "port")]
    public async Task An_address_that_says_itself_that_nobody_is_asked_there_is_refused_when_the_job_is_made(string url, string rule)
    {
        using var ada = shared.Host.ClientFor(TestContexts.User());
        var problem = await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", Every(new { type = "webhook", url }), HttpStatusCode.BadRequest);

        Assert.Equal(("WEB_ADDRESS_REFUSED", rule), (problem.Text("code"), problem.Text("rule")));
    }

    [Fact]
    public async Task A_secret_that_is_made_is_shown_once_and_never_again()
    {
        using var ada = shared.Host.ClientFor(TestContexts.User());
        var made = await ada.CreateAsync(Every(new { type = "webhook", url = "https://hooks.example/a" }));
        var secret = made["payload"]!["secret"]!.GetValue<string>();
        Assert.Matches("^whsec_[A-Za-z0-9+/]{43}=$", secret);

        var said = await ada.CreateAsync(Every(new { type = "webhook", url = "https://hooks.example/b", secret = Other, headers = new Dictionary<string, string> { ["Authorization"] = "Bearer canary-of-headers" } }));
        Assert.Null(said["payload"]!["secret"]);
        Assert.Equal("""["Authorization"]""", said["payload"]!["header_names"]!.ToJsonString());
        var copy = await ada.AskAsync($"/schedule/jobs/{said.Id()}/copy", new { }, HttpStatusCode.Created);
        var seen = string.Concat(
            (await ada.ReadAsync("/schedule/jobs")).ToJsonString(), (await ada.ReadAsync($"/schedule/jobs/{said.Id()}")).ToJsonString(), (await ada.ReadAsync("/schedule")).ToJsonString(), copy.ToJsonString(),
            await ada.ExportAsync(), (await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{said.Id()}", new { name = "Other" }, HttpStatusCode.OK)).ToJsonString());
        var rows = string.Concat(await shared.Host.QueryAsync("select row_to_json(jobs)::text from jobs union all select envelope::text from nanobot.outbox union all select row_to_json(webhooks)::text from webhooks", static row => row.GetString(0)));
        foreach (var canary in new[] { secret, Other, "canary-of-headers" })
        {
            Assert.DoesNotContain(canary, seen, StringComparison.Ordinal);
            Assert.DoesNotContain(canary, rows, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_change_keeps_what_it_does_not_say_towards_the_same_address_and_nothing_towards_another()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(receiver.Hourly(headers: Receiver.OfCanary));

        // The same address: all stays. A secret that is said is taken, the headers stay.
        var changed = await ChangeAsync(ada, job, new { type = "webhook", url = receiver.Url, body = new { a = 1 } });
        Assert.Equal((null, """["X-Of"]"""), (changed["payload"]!["secret"], changed["payload"]!["header_names"]!.ToJsonString()));
        await RunAsync(host, ada, job);
        Assert.Equal((1, "canary"), (receiver.SignedBy(Receiver.Secret), receiver.Received.Last().Headers["X-Of"]));
        Assert.Null((await ChangeAsync(ada, job, new { type = "webhook", url = receiver.Url, secret = Other }))["payload"]!["secret"]);
        await RunAsync(host, ada, job);
        Assert.Equal((1, 1, "canary"), (receiver.SignedBy(Receiver.Secret), receiver.SignedBy(Other), receiver.Received.Last().Headers["X-Of"]));

        // Another one: a new secret, which is shown, and no headers.
        var moved = await ChangeAsync(ada, job, new { type = "webhook", url = receiver.Url + "2" });
        var made = moved["payload"]!["secret"]!.GetValue<string>();
        Assert.Equal("[]", moved["payload"]!["header_names"]!.ToJsonString());
        await RunAsync(host, ada, job);
        Assert.Equal(1, receiver.SignedBy(made));
        Assert.DoesNotContain("X-Of", receiver.Received.Last().Headers.Keys);
    }

    [Fact]
    public async Task A_copy_tells_the_same_with_the_same_secret()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(receiver.Hourly(headers: Receiver.OfCanary));
        var copy = await ada.AskAsync($"/schedule/jobs/{job.Id()}/copy", new { }, HttpStatusCode.Created);
        await ada.SendAsync(HttpMethod.Delete, $"/schedule/jobs/{job.Id()}", null, HttpStatusCode.NoContent);
        await RunAsync(host, ada, copy);

        Assert.Equal((1, "canary"), (receiver.SignedBy(Receiver.Secret), Assert.Single(receiver.Received).Headers["X-Of"]));
    }

    [Fact]
    public async Task A_secret_that_was_moved_to_another_job_or_address_opens_nothing()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var (job, other) = (await ada.CreateAsync(receiver.Hourly(secret: Other)), await ada.CreateAsync(receiver.Hourly()));
        await host.ExecuteAsync("update webhooks set secret = (select secret from webhooks where job_id = $1) where job_id = $2", Guid.Parse(other.Id()), Guid.Parse(job.Id()));
        await RunAsync(host, ada, job);

        Assert.Empty(receiver.Received);
        Assert.Equal(["WEBHOOK_SECRET_SEALED"], await host.QueryAsync("select last_code from deliveries", static row => row.GetString(0)));
    }

    [Fact]
    public async Task A_foreign_job_is_no_job()
    {
        using var ada = shared.Host.ClientFor(TestContexts.User());
        using var eve = shared.Host.ClientFor(TestContexts.User());
        var job = await ada.CreateAsync(Every(new { type = "webhook", url = "https://hooks.example/a" }));

        Assert.Equal("JOB_NOT_FOUND", (await eve.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { payload = new { type = "webhook", url = "https://hooks.example/a", secret = Other } }, HttpStatusCode.NotFound)).Text("code"));
        Assert.Equal("JOB_NOT_FOUND", (await eve.AskAsync($"/schedule/jobs/{job.Id()}/copy", new { }, HttpStatusCode.NotFound)).Text("code"));
    }

    [Fact]
    public async Task A_policy_says_which_hosts_are_told()
    {
        var context = TestContexts.User();
        shared.Host.Tenants.Rights.Set(context.TenantId!, RightsStandIn.Policy("ours-alone", "webhook:*"), RightsStandIn.Policy("ours", "webhook:*.heron.example", "allow", 11));
        shared.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        using var ada = shared.Host.ClientFor(context);

        var refused = await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", Every(new { type = "webhook", url = "https://Hooks.Example./a" }), HttpStatusCode.Forbidden);
        Assert.Equal(("POLICY_DENIED", "webhook:hooks.example", "ours-alone"), (refused.Text("code"), refused.Text("resource"), refused.Text("matched_policy")));
        var job = await ada.CreateAsync(Every(new { type = "webhook", url = "https://hooks.heron.example/a" }));
        await ada.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { payload = new { type = "webhook", url = "https://hooks.example/a" } }, HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("false", "WEBHOOKS_DISABLED")]
    [InlineData("true", "SECRETS_NOT_SET_UP")]
    public async Task An_installation_that_tells_no_addresses_or_has_no_key_makes_none(string enabled, string code)
    {
        await using var host = new SchedulerHost([new("Scheduler:Webhooks:Enabled", enabled)]) { Further = static services => services.PostConfigure<SecretOptions>(static options => options.Keys.Clear()) };
        using var ada = host.ClientFor(host.Ada);

        Assert.Equal(code, (await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", Every(new { type = "webhook", url = "https://hooks.example/a" }), HttpStatusCode.Conflict)).Text("code"));
    }

    [Fact]
    public async Task A_calendar_gives_a_webhook_other_times_and_changes_nothing_of_what_it_tells()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(receiver.Hourly(body: new { heron = "苍鹭, grey; \"one\"" }, headers: Receiver.OfCanary));
        var calendar = await ada.ExportAsync();

        Assert.Equal(1, (await ada.ImportAsync(calendar))["unchanged"]!.GetValue<int>());
        var moved = calendar.Replace("\"seconds\":3600", "\"seconds\":7200", StringComparison.Ordinal);
        Assert.NotEqual(calendar, moved);
        Assert.Equal(1, (await ada.ImportAsync(moved))["updated"]!.GetValue<int>());
        await RunAsync(host, ada, job);
        Assert.Equal((1, "canary"), (receiver.SignedBy(Receiver.Secret), Assert.Single(receiver.Received).Headers["X-Of"]));

        foreach (var (was, becomes) in new[] { ("/hook", "/hooked"), ("\"type\":\"webhook\"", "\"type\":\"heartbeat\""), (job.Id(), Guid.NewGuid().ToString()) })
        {
            var refused = await ada.ImportAsync(Unfolded(calendar).Replace(was, becomes, StringComparison.Ordinal), HttpStatusCode.BadRequest);
            Assert.StartsWith("payload: a calendar makes no webhooks", Assert.Single(refused.Items("events"))["reasons"]![0]!.GetValue<string>(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_webhook_costs_nothing_and_weighs_least()
    {
        using var ada = shared.Host.ClientFor(TestContexts.User());
        var job = await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, time_zone = "UTC", timing = "spread", payload = new { type = "webhook", url = "https://hooks.example/a" } });

        var forecast = (await ada.ReadAsync($"/schedule/preview?job_id={job.Id()}"))["forecast"]!;
        Assert.Equal((0L, 0m), (forecast["total"]!["tokens"]!.GetValue<long>(), forecast["total"]!["cost"]!.GetValue<decimal>()));
        Assert.Equal(0, (await ada.ReadAsync("/schedule/preview?kind=daily&hour=9&minute=0&payload_type=webhook"))["forecast"]!["per_run"]!["tokens"]!.GetValue<int>());
        Assert.Equal([1], await shared.Host.QueryAsync("select slot_weight from jobs where job_id = $1", static row => row.GetInt32(0), Guid.Parse(job.Id())));
    }

    [Fact]
    public async Task A_job_whose_only_run_is_yet_to_be_told_makes_no_room_for_another()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var once = await ada.CreateAsync(new { kind = "at", time = "2030-01-07T08:30:00Z", payload = new { type = "webhook", url = receiver.Url } });
        host.Clock.Advance(TimeSpan.FromHours(1));
        await host.ScanAsync();
        for (var i = 0; i < 99; i++)
        {
            await ada.CreateAsync(new { kind = "every", seconds = 3600, payload = Wire.Report() });
        }

        await ada.SendAsync(HttpMethod.Post, "/schedule/jobs", new { kind = "every", seconds = 3600, payload = Wire.Report() }, HttpStatusCode.Conflict);
        await host.DeliverAsync();
        Assert.Equal(once.Id(), Assert.Single(receiver.Received).Json["data"]!["job_id"]!.GetValue<string>());
        await ada.CreateAsync(new { kind = "every", seconds = 3600, payload = Wire.Report() });
    }

    [Fact]
    public async Task Secrets_are_sealed_anew_by_a_new_key_and_the_old_one_is_needed_no_longer()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var host = receiver.Host();
        using var ada = host.ClientFor(host.Ada);
        var job = await ada.CreateAsync(receiver.Hourly());
        const string New = "tests-2:another-text-that-seals-secrets-9876543210";
        await using var rotated = receiver.Host(
            [.. Nanobot.Testing.Stores.TestDatabase.Settings("schedulerdb", host.DatabaseOwner), new("ConnectionStrings:cache", host.Redis), new("Secrets:Keys:0", New), new("Secrets:Keys:1", TestKeys.SecretKey)]);
        Assert.Equal(1, await rotated.Services.GetRequiredService<SecretResealing>().ApplyAsync(default));
        Assert.Equal(0, await rotated.Services.GetRequiredService<SecretResealing>().ApplyAsync(default));
        Assert.Equal(["tests-2"], await host.QueryAsync("select secret from webhooks", static row => TenantSecrets.KeyOf(row.GetString(0))));

        await using var after = receiver.Host(
            [.. Nanobot.Testing.Stores.TestDatabase.Settings("schedulerdb", host.DatabaseOwner), new("ConnectionStrings:cache", host.Redis), new("Secrets:Keys:0", New)]);
        await RunAsync(after, ada, job);
        Assert.Equal(1, receiver.SignedBy(Receiver.Secret));
    }

    private static object Every(object payload) => new { kind = "every", seconds = 60, payload };

    private static Task<JsonObject> ChangeAsync(HttpClient client, JsonObject job, object payload) =>
        client.SendAsync(HttpMethod.Patch, $"/schedule/jobs/{job.Id()}", new { payload }, HttpStatusCode.OK);

    private static async Task RunAsync(SchedulerHost host, HttpClient client, JsonObject job)
    {
        await client.SendAsync(HttpMethod.Post, $"/schedule/jobs/{job.Id()}/run", null, HttpStatusCode.Accepted);
        await host.DeliverAsync();
        host.Clock.Advance(TimeSpan.FromMilliseconds(1));
    }

    private static string Unfolded(string calendar) => calendar.Replace("\r\n ", "", StringComparison.Ordinal);
}
