using System.Collections.Concurrent;
using System.Diagnostics;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Sockets;

/// <summary>For whom the requests of a socket are made, and how they are told.</summary>
public sealed class CallerTests
{
    [Fact]
    public async Task An_operator_acts_within_the_tenant_that_its_hello_names_and_its_coming_in_is_audited_once()
    {
        await using var suite = await Suite.StartAsync();
        var tenant = suite.Tenants.AddTenant();
        await using var client = await SocketClient.OpenAsync(suite);
        await client.HelloAsync(new { api_key = suite.Tenants.AddKey(TenantRole.Operator, null), tenant_id = tenant });
        var hello = await client.NextAsync();

        await client.CallAsync("1", "users.list");
        // The watch has looked at it again by the time that it has been told of a change.
        await suite.BroadcastAsync(tenant, new TenantTierChanged(tenant, "professional", "basic", "active", 2));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Eventually.TrueAsync(() => Task.FromResult(suite.Tenants.Audited.Any(entry => entry.Operation == "users.list")))));

        Assert.Equal(tenant, hello.GetProperty("snapshot").GetProperty("tenant_id").GetString());
        var context = suite.ContextOf(suite["tenants"].Seen.Single(static seen => seen.Path == "/users"))!;
        Assert.Equal((tenant, true), (context.TenantId, context.IsOperators));
        Assert.Single(suite.Tenants.Audited, static entry => entry.Operation == "sockets.open");
    }

    [Fact]
    public async Task An_operator_that_names_a_tenant_which_there_is_not_is_refused()
    {
        await using var suite = await Suite.StartAsync();
        await using var client = await SocketClient.OpenAsync(suite);

        await client.HelloAsync(new { api_key = suite.Tenants.AddKey(TenantRole.Operator, null), tenant_id = TestContexts.NewTenantId() });

        Assert.Equal("TENANT_NOT_FOUND", (await client.NextAsync()).CodeOf());
        Assert.Equal(4403, await client.CloseCodeAsync());
    }

    [Fact]
    public async Task A_key_with_scopes_opens_a_socket_that_reaches_them_alone_and_hears_nothing_of_reports()
    {
        await using var suite = await Suite.StartAsync();
        var tenant = suite.Tenants.AddTenant();
        var (client, hello) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada", scopes: ["sessions.list"]));
        await using var _ = client;

        var methods = hello.GetProperty("features").GetProperty("methods").EnumerateArray().Select(static name => name.GetString());
        Assert.Equal(["health", "health.alive", "health.get", "sessions.list"], methods);
        await suite.BroadcastAsync(tenant, new ReportCompleted(Guid.NewGuid(), "daily", "completed"), user: "ada");
        Assert.True((await client.CallAsync("1", "sessions.list")).TryGetProperty("result", out var _));
        await client.RequestAsync("2", "reports.list");
        Assert.Equal("PERMISSION_DENIED", (await client.NextAsync()).CodeOf());
    }

    [Fact]
    public async Task A_refused_request_is_audited_as_any_other()
    {
        await using var suite = await Suite.StartAsync(settings: [("Limits:Tiers:free:api_calls_per_minute", "1")]);
        var tenant = suite.Tenants.AddTenant(tier: "free");
        var key = suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        var (client, _) = await SocketClient.GreetAsync(suite, key);
        await using var __ = client;

        await client.CallAsync("0", "reports.list", new { });
        var answer = await client.CallAsync("1", "reports.get", new { report_id = "abc" });

        var entry = Assert.Single(await suite.Tenants.AuditedOfAsync(tenant, 1));
        Assert.Equal(("reports.get", "abc", "RATE_LIMITED", "ada", TenantsStub.IdOf(key), "127.0.0.1"), (entry.Operation, entry.Target, entry.Outcome, entry.UserId, entry.KeyId, entry.Address));
        Assert.Equal(entry.TraceId, answer.GetProperty("error").GetProperty("details").GetProperty("traceId").GetString());
        Assert.True(answer.GetProperty("error").GetProperty("details").GetProperty("retry_after").GetInt64() >= 1);
    }

    [Fact]
    public async Task What_is_a_header_over_HTTP_is_a_member_of_the_frame()
    {
        await using var suite = await Suite.StartAsync();
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddUserKey());
        await using var __ = client;

        await client.SendAsync(new { id = "1", type = "request", method = "reports.create", @params = new { report_type = "daily" }, idempotencyKey = "once", ifMatch = "\"7\"", wait = 5 });
        await client.AnswerAsync("1");
        var seen = suite["reports"].Seen.Single(static seen => seen.Path == "/reports");
        Assert.Equal(("once", "\"7\"", "wait=5"), (seen.Single("Idempotency-Key"), seen.Single("If-Match"), seen.Single("Prefer")));

        foreach (var wrong in new object[] { new { id = "2", type = "request", method = "health", idempotencyKey = "a\r\nX-Tenant-ID: b" }, new { id = "2", type = "request", method = "health", wait = 0 } })
        {
            await client.SendAsync(wrong);
            Assert.Equal("INVALID_FRAME", (await client.AnswerAsync("2")).CodeOf());
        }
    }

    [Fact]
    public async Task Each_request_is_a_trace_of_its_own_that_names_its_method_its_tenant_and_its_module()
    {
        await using var suite = await Suite.StartAsync(settings: [("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")]);
        var tenant = suite.Tenants.AddTenant();
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name is "Nanobot.Gateway.Sockets" or "Yarp.ReverseProxy",
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        var (client, _) = await SocketClient.GreetAsync(suite, suite.Tenants.AddKey(TenantRole.User, tenant, "ada"));
        await using var __ = client;

        await client.CallAsync("1", "sessions.list");
        await client.CallAsync("2", "sessions.list");

        await Eventually.TrueAsync(() => Task.FromResult(Mine().Count() == 2));
        Assert.All(Mine(), span => Assert.Equal(("rpc sessions.list", "ada", "gateway", Operations.Chat.Module), (span.DisplayName, span.GetTagItem("user.id"), span.GetTagItem("module"), span.GetTagItem("rpc.module"))));
        Assert.Equal(2, Mine().Select(static span => span.TraceId).Distinct().Count());
        Assert.All(Mine(), span => Assert.Contains(ended, forward => forward.Source.Name == "Yarp.ReverseProxy" && forward.TraceId == span.TraceId));

        IEnumerable<Activity> Mine() => ended.Where(span => span.Source.Name == "Nanobot.Gateway.Sockets" && Equals(span.GetTagItem("tenant.id"), tenant));
    }
}
