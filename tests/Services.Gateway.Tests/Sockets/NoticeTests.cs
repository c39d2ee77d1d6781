using System.Text.Json;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;

namespace Nanobot.Services.Gateway.Tests.Sockets;

public sealed class NoticeTests
{
    [Fact]
    public async Task A_reports_end_is_told_to_its_user_and_its_tenants_administrators_and_to_nobody_else()
    {
        await using var suite = await Suite.StartAsync();
        var (tenant, other) = (suite.Tenants.AddTenant(), suite.Tenants.AddTenant());
        var (ada, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada"));
        var (bob, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "bob"));
        var (admin, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant));
        var (stranger, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, other, "ada"));
        var report = Guid.NewGuid();

        await CompleteAsync(suite, tenant, "ada", report);

        foreach (var client in new[] { ada, admin })
        {
            var told = await client.NextAsync();
            Assert.Equal(("event", "report.completed"), (told.GetProperty("type").GetString(), told.GetProperty("event").GetString()));
            Assert.Equal((report, "completed", "ada"), (told.GetProperty("payload").GetProperty("report_id").GetGuid(), told.GetProperty("payload").GetProperty("status").GetString(), told.GetProperty("payload").GetProperty("user_id").GetString()));
        }

        foreach (var client in new[] { bob, stranger })
        {
            await client.RequestAsync("1", "health");
            Assert.Equal("response", (await client.NextAsync()).GetProperty("type").GetString());
        }

        await Task.WhenAll(new[] { ada, bob, admin, stranger }.Select(static client => client.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task The_end_of_a_jobs_run_is_told_to_its_user_and_its_tenants_administrators_where_their_scopes_reach_it()
    {
        await using var suite = await Suite.StartAsync();
        var tenant = suite.Tenants.AddTenant();
        var (ada, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada"));
        var (bob, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "bob"));
        var (admin, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant));
        var (narrow, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada", scopes: ["sockets.open", "reports.get", "health"]));
        var (job, due) = (Guid.NewGuid(), DateTimeOffset.FromUnixTimeSeconds(1_900_000_000));

        await suite.BroadcastAsync(tenant, new JobRunEnded(job, due, "schedule", "skipped", null, 3), user: "ada");
        await suite.BroadcastAsync(tenant, new JobRunEnded(job, due, "manual", "failed", Guid.NewGuid(), 1), user: "ada");

        foreach (var client in new[] { ada, admin })
        {
            var skipped = await client.NextAsync();
            var payload = skipped.GetProperty("payload");
            Assert.Equal(("job.skipped", job, due, 3, "ada"), (skipped.GetProperty("event").GetString(), payload.GetProperty("job_id").GetGuid(),
                payload.GetProperty("scheduled_for").GetDateTimeOffset(), payload.GetProperty("count").GetInt32(), payload.GetProperty("user_id").GetString()));
            Assert.NotNull(skipped.GetProperty("cursor").GetString());
            Assert.Equal("job.failed", (await client.NextAsync()).GetProperty("event").GetString());
        }

        foreach (var client in new[] { bob, narrow })
        {
            await client.RequestAsync("1", "health");
            Assert.Equal("response", (await client.NextAsync()).GetProperty("type").GetString());
        }

        await Task.WhenAll(new[] { ada, bob, admin, narrow }.Select(static client => client.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task That_a_job_runs_at_another_time_is_told_to_its_user_and_its_tenants_administrators()
    {
        await using var suite = await Suite.StartAsync();
        var tenant = suite.Tenants.AddTenant();
        var (ada, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada"));
        var (bob, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "bob"));
        var (admin, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant));
        var (job, next) = (Guid.NewGuid(), DateTimeOffset.FromUnixTimeSeconds(1_900_000_000));

        await suite.BroadcastAsync(tenant, new JobRearmed(job, "user_zone", "Europe/Berlin", "Asia/Tokyo", next.AddHours(8), next), user: "ada");

        foreach (var client in new[] { ada, admin })
        {
            var told = await client.NextAsync();
            var payload = told.GetProperty("payload");
            Assert.Equal(("job.rearmed", job, "user_zone", "Europe/Berlin", "Asia/Tokyo", "ada"), (told.GetProperty("event").GetString(), payload.GetProperty("job_id").GetGuid(), payload.GetProperty("reason").GetString(),
                payload.GetProperty("from_zone").GetString(), payload.GetProperty("to_zone").GetString(), payload.GetProperty("user_id").GetString()));
            Assert.Equal((next.AddHours(8), next), (payload.GetProperty("old_next_run_at").GetDateTimeOffset(), payload.GetProperty("next_run_at").GetDateTimeOffset()));
        }

        await bob.RequestAsync("1", "health");
        Assert.Equal("response", (await bob.NextAsync()).GetProperty("type").GetString());
        await Task.WhenAll(new[] { ada, bob, admin }.Select(static client => client.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task What_an_assistant_tells_its_user_is_told_to_that_user_alone()
    {
        await using var suite = await Suite.StartAsync();
        var (tenant, other) = (suite.Tenants.AddTenant(), suite.Tenants.AddTenant());
        var (ada, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada"));
        var (bob, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "bob"));
        var (admin, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant));
        var (stranger, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, other, "ada"));
        var id = Guid.NewGuid();

        await suite.BroadcastAsync(tenant, new NotificationCreated(id, null, "The water boils."), user: "ada");

        var told = await ada.NextAsync();
        Assert.Equal(("notification.created", id, "The water boils."), (told.GetProperty("event").GetString(),
            told.GetProperty("payload").GetProperty("notification_id").GetGuid(), told.GetProperty("payload").GetProperty("text").GetString()));
        foreach (var client in new[] { bob, admin, stranger })
        {
            await client.RequestAsync("1", "health");
            Assert.Equal("response", (await client.NextAsync()).GetProperty("type").GetString());
        }

        await Task.WhenAll(new[] { ada, bob, admin, stranger }.Select(static client => client.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task What_a_user_wants_to_be_told_is_told_to_that_user_alone_where_its_scopes_reach_it()
    {
        await using var suite = await Suite.StartAsync();
        var tenant = suite.Tenants.AddTenant();
        var (ada, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada"));
        var (bob, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "bob"));
        var (admin, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant));
        var (narrow, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada", scopes: ["sockets.open", "reports.get", "health"]));
        var (delivery, report, alert) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        await suite.BroadcastAsync(tenant, new NoticePushed(delivery, "report", report, "completed", "Herons"), user: "ada");
        await suite.BroadcastAsync(tenant, new NoticePushed(Guid.NewGuid(), "alert", alert, null, "HERON is above 100"), user: "ada");

        var told = (await ada.NextAsync()).GetProperty("payload");
        Assert.Equal((delivery, "report", report, "completed", "Herons"), (told.GetProperty("delivery_id").GetGuid(), told.GetProperty("kind").GetString(),
            told.GetProperty("subject_id").GetGuid(), told.GetProperty("status").GetString(), told.GetProperty("title").GetString()));
        Assert.Equal(("notice.pushed", alert), await NextOfAsync(ada));
        Assert.Equal(("notice.pushed", report), await NextOfAsync(narrow));
        foreach (var client in new[] { bob, admin, narrow })
        {
            await client.RequestAsync("1", "health");
            Assert.Equal("response", (await client.NextAsync()).GetProperty("type").GetString());
        }

        await Task.WhenAll(new[] { ada, bob, admin, narrow }.Select(static client => client.DisposeAsync().AsTask()));
    }

    [Fact]
    public async Task A_client_that_comes_back_with_its_cursor_is_told_what_it_has_missed_and_nothing_twice()
    {
        await using var suite = await Suite.StartAsync();
        var tenant = suite.Tenants.AddTenant();
        var key = suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        var (watching, _) = await SocketClient.GreetAsync(suite, key);
        await using var __ = watching;
        var (first, _) = await SocketClient.GreetAsync(suite, key);
        var reports = new[] { Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid() };
        await CompleteAsync(suite, tenant, "ada", reports[0]);
        var cursor = (await first.NextAsync()).GetProperty("cursor").GetString();
        await first.DisposeAsync();
        await CompleteAsync(suite, tenant, "ada", reports[1]);
        await watching.NextAsync();
        await watching.NextAsync();

        var (again, hello) = await SocketClient.GreetAsync(suite, key, cursor);
        await using var ___ = again;
        await CompleteAsync(suite, tenant, "ada", reports[2]);

        Assert.True(hello.GetProperty("resumed").GetBoolean());
        Assert.Equal(reports[1], Report(await again.NextAsync()));
        Assert.Equal(reports[2], Report(await again.NextAsync()));
    }

    [Fact]
    public async Task A_cursor_that_is_forged_of_somebody_else_or_too_old_resumes_nothing()
    {
        await using var suite = await Suite.StartAsync(settings: [("Sockets:KeptEvents", "1")]);
        var (tenant, other) = (suite.Tenants.AddTenant(), suite.Tenants.AddTenant());
        var key = suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        var (client, hello) = await SocketClient.GreetAsync(suite, key);
        await using var _ = client;
        var oldest = hello.GetProperty("cursor").GetString()!;
        await CompleteAsync(suite, tenant, "ada", Guid.NewGuid());
        await CompleteAsync(suite, tenant, "ada", Guid.NewGuid());
        await client.NextAsync();
        var latest = (await client.NextAsync()).GetProperty("cursor").GetString()!;
        var foreigners = new[] { suite.Tenants.AddKey(TenantRole.User, tenant, "bob"), suite.Tenants.AddKey(TenantRole.User, other, "ada"), suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant) };

        foreach (var (whose, cursor) in foreigners.Select(foreigner => (foreigner, latest)).Concat([(key, oldest), (key, "AAAAAAAAAAEAAAAAAAAAAAAAAAAAAAAA"), (key, "x"), (key, "?"), (key, latest + "A")]))
        {
            var (again, answer) = await SocketClient.GreetAsync(suite, whose, cursor);
            Assert.False(answer.GetProperty("resumed").GetBoolean(), cursor);
            await again.RequestAsync("1", "health");
            Assert.Equal("response", (await again.NextAsync()).GetProperty("type").GetString());
            await again.DisposeAsync();
        }

        var (last, resumed) = await SocketClient.GreetAsync(suite, key, latest);
        await using var __ = last;
        Assert.True(resumed.GetProperty("resumed").GetBoolean());
    }

    private static async Task<(string? Event, Guid Subject)> NextOfAsync(SocketClient client)
    {
        var told = await client.NextAsync();
        return (told.GetProperty("event").GetString(), told.GetProperty("payload").GetProperty("subject_id").GetGuid());
    }

    private static Guid Report(JsonElement told) => told.GetProperty("payload").GetProperty("report_id").GetGuid();

    private static Task CompleteAsync(Suite suite, string tenant, string user, Guid report) =>
        suite.BroadcastAsync(tenant, new ReportCompleted(report, "daily", "completed"), user: user);
}
