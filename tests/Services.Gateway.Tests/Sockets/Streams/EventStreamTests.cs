using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Sockets;
using Nanobot.Services.Gateway.Sockets.Streams;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Sockets.Streams;

public sealed class EventStreamTests
{
    [Fact]
    public async Task What_happens_is_told_to_whom_it_concerns_as_at_a_socket_and_to_nobody_else()
    {
        await using var suite = await Suite.StartAsync();
        var (tenant, other) = (suite.Tenants.AddTenant(), suite.Tenants.AddTenant());
        var key = suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        await using var ada = await EventClient.OpenAsync(suite, key);
        await using var bob = await EventClient.OpenAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "bob"));
        await using var admin = await EventClient.OpenAsync(suite, suite.Tenants.AddKey(TenantRole.TenantAdmin, tenant));
        await using var stranger = await EventClient.OpenAsync(suite, suite.Tenants.AddKey(TenantRole.User, other, "ada"));
        await using var narrow = await EventClient.OpenAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada", scopes: ["events.stream", "reports.get"]));
        var (socket, _) = await SocketClient.GreetAsync(suite, key);
        await using var __ = socket;
        Assert.Equal(("no-cache, no-store", "no"), (ada.Response.Headers.CacheControl?.ToString().Replace("no-store, no-cache", "no-cache, no-store", StringComparison.Ordinal), ada.Response.Headers.GetValues("X-Accel-Buffering").Single()));
        var (report, delivery, alert) = (Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid());

        await suite.BroadcastAsync(tenant, new ReportCompleted(report, "daily", "completed"), user: "ada");
        await suite.BroadcastAsync(tenant, new NoticePushed(delivery, "alert", alert, null, "HERON is above 100"), user: "ada");
        await suite.BroadcastAsync(tenant, new NotificationCreated(Guid.NewGuid(), null, "The water\nboils."), user: "ada");
        await suite.BroadcastAsync(tenant, new ReportCompleted(Guid.NewGuid(), "weekly", "completed"), user: "bob");
        await suite.BroadcastAsync(other, new ReportCompleted(Guid.NewGuid(), "weekly", "failed"), user: "ada");

        var told = await ada.NextAsync();
        var framed = await socket.NextAsync();
        Assert.Equal(("report.completed", report, framed.GetProperty("cursor").GetString()), (told.Name, told.Data.GetProperty("report_id").GetGuid(), told.Id));
        Assert.Equal(framed.GetProperty("payload").GetRawText(), told.Data.GetRawText());
        Assert.Equal(("notice.pushed", alert), ((told = await ada.NextAsync()).Name, told.Data.GetProperty("subject_id").GetGuid()));
        Assert.Equal(("notification.created", "The water\nboils."), ((told = await ada.NextAsync()).Name, told.Data.GetProperty("text").GetString()));
        Assert.Equal(report, (await admin.NextAsync()).Data.GetProperty("report_id").GetGuid());
        Assert.Equal(report, (await narrow.NextAsync()).Data.GetProperty("report_id").GetGuid());
        Assert.Equal("weekly", (await admin.NextAsync()).Data.GetProperty("report_type").GetString());
        Assert.Equal(("bob", "failed"), ((await bob.NextAsync()).Data.GetProperty("user_id").GetString(), (await stranger.NextAsync()).Data.GetProperty("status").GetString()));
    }

    [Fact]
    public async Task A_client_that_comes_back_with_the_last_id_is_told_what_it_has_missed_and_nothing_twice()
    {
        await using var suite = await Suite.StartAsync();
        var tenant = suite.Tenants.AddTenant();
        var key = suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        await using var watching = await EventClient.OpenAsync(suite, key);
        var first = await EventClient.OpenAsync(suite, key);
        var reports = new[] { Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid() };
        await CompleteAsync(suite, tenant, reports[0]);
        var last = (await first.NextAsync()).Id;
        Assert.Equal(last, first.Parser.LastEventId);
        await first.DisposeAsync();
        await CompleteAsync(suite, tenant, reports[1]);
        await watching.NextAsync();
        await watching.NextAsync();

        await using var again = await EventClient.OpenAsync(suite, key, last);
        await CompleteAsync(suite, tenant, reports[2]);

        Assert.InRange(again.Parser.ReconnectionInterval, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3));
        Assert.Equal(reports[1], (await again.NextAsync()).Data.GetProperty("report_id").GetGuid());
        Assert.Equal(reports[2], (await again.NextAsync()).Data.GetProperty("report_id").GetGuid());
    }

    [Fact]
    public async Task An_id_that_is_forged_of_somebody_else_or_too_old_is_a_gap_and_the_stream_goes_on()
    {
        await using var suite = await Suite.StartAsync(settings: [("Sockets:KeptEvents", "1")]);
        var tenant = suite.Tenants.AddTenant();
        var key = suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        await using var client = await EventClient.OpenAsync(suite, key);
        var oldest = client.Parser.LastEventId;
        await CompleteAsync(suite, tenant, Guid.NewGuid());
        await CompleteAsync(suite, tenant, Guid.NewGuid());
        await client.NextAsync();
        var latest = (await client.NextAsync()).Id!;

        foreach (var (whose, last) in new[] { (suite.Tenants.AddKey(TenantRole.User, tenant, "bob"), latest), (key, oldest), (key, "x"), (key, new string('A', 4000)) })
        {
            await using var again = await EventClient.OpenAsync(suite, whose, last, "gap");
            var report = Guid.NewGuid();
            await suite.BroadcastAsync(tenant, new ReportCompleted(report, "daily", "completed"), user: whose == key ? "ada" : "bob");
            Assert.Equal(report, (await again.NextAsync()).Data.GetProperty("report_id").GetGuid());
        }
    }

    [Theory]
    [InlineData("suspended", "TENANT_SUSPENDED")]
    [InlineData("deleted", "AUTHENTICATION_REQUIRED")]
    [InlineData("key", "AUTHENTICATION_REQUIRED")]
    [InlineData("tokens", "AUTHENTICATION_REQUIRED")]
    public async Task Whoever_may_not_stay_has_the_stream_ended_within_two_seconds_with_the_reason(string change, string code)
    {
        await using var suite = await Suite.StartAsync();
        var (tenant, other) = (suite.Tenants.AddTenant(), suite.Tenants.AddTenant());
        suite.Tenants.AddUser(tenant, "ada");
        var key = suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        using var issued = await suite.SendAsync(HttpMethod.Post, "/users/ada/tokens", key);
        var token = (await issued.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString();
        await using var client = change == "tokens" ? await EventClient.OpenAsync(suite, $"Bearer {token}", header: "Authorization") : await EventClient.OpenAsync(suite, key);
        await using var stays = await EventClient.OpenAsync(suite, suite.Tenants.AddKey(TenantRole.User, other, "ada"));

        var watch = Stopwatch.StartNew();
        switch (change)
        {
            case "key":
                suite.Tenants.RemoveKey(key);
                await suite.BroadcastAsync(tenant, new ApiKeyRevoked(TenantsStub.IdOf(key), TenantsStub.Hash(key)));
                break;
            case "tokens":
                await suite.BroadcastAsync(tenant, new UserTokensRevoked("ada", suite.Tenants.EndTokens(tenant, "ada").TokensValidFrom!.Value));
                break;
            default:
                suite.Tenants.AddTenant(change, tenant, epoch: 2);
                await (change == "deleted" ? suite.BroadcastAsync(tenant, new TenantDeleted(tenant, 2)) : suite.BroadcastAsync(tenant, new TenantSuspended(tenant, 2)));
                break;
        }

        var end = await client.NextAsync();
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), watch.Elapsed.ToString());
        Assert.Equal(("end", code), (end.Name, end.Data.GetProperty("code").GetString()));
        Assert.Null(await client.TryNextAsync());
        await CompleteAsync(suite, other, Guid.NewGuid());
        Assert.Equal("report.completed", (await stays.NextAsync()).Name);
        using var again = await EventClient.AskAsync(suite, change == "tokens" ? $"Bearer {token}" : key, header: change == "tokens" ? "Authorization" : "X-API-Key");
        Assert.Equal((false, "application/problem+json"), (again.IsSuccessStatusCode, again.Content.Headers.ContentType?.MediaType));
    }

    [Fact]
    public async Task As_many_as_may_be_are_open_for_one_user_and_whoever_goes_leaves_nothing_behind()
    {
        await using var suite = await Suite.StartAsync(settings: [("Sockets:MostStreamsOfUser", "2"), ("Sockets:MostOfTenant", "3")]);
        var tenant = suite.Tenants.AddTenant(quotas: "concurrent_requests=1");
        var (ada, bob, eve) = (suite.Tenants.AddKey(TenantRole.User, tenant, "ada"), suite.Tenants.AddKey(TenantRole.User, tenant, "bob"), suite.Tenants.AddKey(TenantRole.User, tenant, "eve"));
        await using var first = await EventClient.OpenAsync(suite, ada);
        var second = await EventClient.OpenAsync(suite, ada);
        using var third = await EventClient.AskAsync(suite, ada);
        await using var bobs = await EventClient.OpenAsync(suite, bob);
        using var eves = await EventClient.AskAsync(suite, eve);

        Assert.Equal((HttpStatusCode.TooManyRequests, "TOO_MANY_STREAMS"), (third.StatusCode, await CodeOfAsync(third)));
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "TOO_MANY_SOCKETS"), (eves.StatusCode, await CodeOfAsync(eves)));
        // They wait, and keep the tenant's one slot from nobody.
        using var meanwhile = await suite.GetAsync("/sessions", bob);
        Assert.Equal(HttpStatusCode.OK, meanwhile.StatusCode);

        await second.DisposeAsync();
        await Eventually.TrueAsync(() => Task.FromResult(suite.Services.GetRequiredService<OpenStreams>().Count == 2 && suite.Services.GetRequiredService<OpenSockets>().Count == 2));
        await using var next = await EventClient.OpenAsync(suite, ada);
    }

    [Fact]
    public async Task A_silent_stream_is_kept_alive_by_comments()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2031, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using var suite = await Suite.StartAsync(clock);
        using var response = await EventClient.AskAsync(suite, suite.Tenants.AddUserKey());
        await using var stream = await response.Content.ReadAsStreamAsync();
        var (text, octets) = ("", new byte[1024]);
        while (!text.Contains("event: ready", StringComparison.Ordinal) || !text.EndsWith("\n\n", StringComparison.Ordinal))
        {
            text += Encoding.UTF8.GetString(octets, 0, await stream.ReadAsync(octets).AsTask().WaitAsync(Eventually.Deadline));
        }

        var reading = stream.ReadAsync(octets).AsTask();
        await Eventually.TrueAsync(() =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            return Task.FromResult(reading.IsCompleted);
        });
        Assert.StartsWith(": keep-alive\n\n", Encoding.UTF8.GetString(octets, 0, await reading), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_gateway_that_is_stopped_says_so_and_ends_its_streams()
    {
        await using var suite = await Suite.StartAsync();
        await using var client = await EventClient.OpenAsync(suite, suite.Tenants.AddUserKey());

        suite.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();

        var end = await client.NextAsync();
        Assert.Equal(("end", "SERVICE_STOPPING"), (end.Name, end.Data.GetProperty("code").GetString()));
        Assert.Null(await client.TryNextAsync());
    }

    [Fact]
    public async Task Whoever_may_not_ask_for_it_or_wants_another_form_is_refused_before_it_begins()
    {
        await using var suite = await Suite.StartAsync();
        using var none = await suite.GetAsync("/events");
        using var narrow = await EventClient.AskAsync(suite, suite.Tenants.AddKey(TenantRole.User, suite.Tenants.AddTenant(), "ada", scopes: ["reports.get"]));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/events");
        request.Headers.TryAddWithoutValidation("X-API-Key", suite.Tenants.AddUserKey());
        request.Headers.TryAddWithoutValidation("Accept", "application/json");
        using var form = await suite.Client.SendAsync(request);
        using var head = await suite.SendAsync(HttpMethod.Head, "/events", suite.Tenants.AddUserKey());

        Assert.Equal((HttpStatusCode.Unauthorized, "AUTHENTICATION_REQUIRED"), (none.StatusCode, await CodeOfAsync(none)));
        Assert.Equal((HttpStatusCode.Forbidden, "PERMISSION_DENIED"), (narrow.StatusCode, await CodeOfAsync(narrow)));
        Assert.Equal((HttpStatusCode.NotAcceptable, "NOT_ACCEPTABLE"), (form.StatusCode, await CodeOfAsync(form)));
        Assert.Equal((HttpStatusCode.OK, "text/event-stream"), (head.StatusCode, head.Content.Headers.ContentType?.MediaType));
    }

    private static Task CompleteAsync(Suite suite, string tenant, Guid report) => suite.BroadcastAsync(tenant, new ReportCompleted(report, "daily", "completed"), user: "ada");

    private static async Task<string?> CodeOfAsync(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString();
}
