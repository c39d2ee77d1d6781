using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Nanobot.ServiceDefaults.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Routing;

public sealed class TraceTests
{
    [Fact]
    public async Task The_server_span_names_tenant_and_user_and_the_forwarding_spans_run_in_their_scope()
    {
        await using var suite = await Suite.StartAsync();
        var tenant = suite.Tenants.AddTenant();
        var key = suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        using var warm = await suite.GetAsync("/chat", key);
        var trace = ActivityTraceId.CreateRandom();
        var started = new ConcurrentQueue<(string Source, ActivityKind Kind, string? Tenant)>();
        var server = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "System.Net.Http" or "Yarp.ReverseProxy",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = activity =>
            {
                if (activity.TraceId == trace && activity.Kind != ActivityKind.Server)
                {
                    started.Enqueue((activity.Source.Name, activity.Kind, TenantScope.Current?.TenantId));
                }
            },
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace && activity.Kind == ActivityKind.Server)
                {
                    server.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/chat");
        request.Headers.TryAddWithoutValidation("X-API-Key", key);
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{trace.ToHexString()}-b7ad6b7169203331-01");

        using var response = await suite.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        // The stub module makes a server span of its own in the same process, without a tenant.
        await Eventually.TrueAsync(() => Task.FromResult(server.Any(span => (string?)span.GetTagItem("tenant.id") == tenant)));
        Assert.Equal("ada", server.First(span => span.GetTagItem("tenant.id") is not null).GetTagItem("user.id"));
        Assert.Contains(started, span => span.Source == "System.Net.Http" && span.Tenant == tenant);
        Assert.All(started.Where(span => span.Source == "Yarp.ReverseProxy"), span => Assert.Equal(tenant, span.Tenant));
    }
}
