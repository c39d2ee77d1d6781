using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Tests.Hosting;
using Nanobot.Testing;

namespace Nanobot.Services.Gateway.Tests.Routing;

public sealed class TraceTests
{
    [Theory]
    [InlineData("/sessions", "GET /sessions", "chat")]
    [InlineData("/workspace/files/memory/facts.md", "GET /workspace/files/{**path}", "chat")]
    [InlineData("/schedule/jobs/7/history", "GET /schedule/jobs/{job_id}/history", "scheduler")]
    public async Task The_spans_of_a_forwarded_request_name_what_they_are_their_tenant_and_their_user(string path, string name, string module)
    {
        await using var suite = await Suite.StartAsync(settings: [("OTEL_EXPORTER_OTLP_ENDPOINT", "http://127.0.0.1:1")]);
        var tenant = suite.Tenants.AddTenant();
        var key = suite.Tenants.AddKey(TenantRole.User, tenant, "ada");
        using var warm = await suite.GetAsync("/sessions", key);
        var trace = ActivityTraceId.CreateRandom();
        var ended = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is "Microsoft.AspNetCore" or "System.Net.Http" or "Yarp.ReverseProxy",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace)
                {
                    ended.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("X-API-Key", key);
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{trace.ToHexString()}-b7ad6b7169203331-01");

        using var response = await suite.Client.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        // The stub module makes a server span of its own in the same process, without a tenant; the gateway's ends last.
        await Eventually.TrueAsync(() => Task.FromResult(ended.Any(span => span.Source.Name == "Microsoft.AspNetCore" && span.GetTagItem("tenant.id") is not null)));
        // Where the request takes long enough, the gateway asks the tenants module on its way what has changed.
        var spans = ended.Where(span => span.DisplayName != "POST tenants" && (span.Source.Name != "Microsoft.AspNetCore" || span.GetTagItem("tenant.id") is not null)).ToList();
        Assert.Equal([name, $"GET {module}", $"forward to {module}"], spans.Select(span => span.DisplayName).Order(StringComparer.Ordinal));
        Assert.All(spans, span => Assert.Equal(("gateway", tenant, "ada"), (span.GetTagItem("module"), span.GetTagItem("tenant.id"), span.GetTagItem("user.id"))));
    }
}
