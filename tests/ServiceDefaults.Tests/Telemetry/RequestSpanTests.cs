using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Testing;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;

namespace Nanobot.ServiceDefaults.Tests.Telemetry;

/// <summary>What a service exports of its requests; beside the test's memory nobody listens.</summary>
public sealed class RequestSpanTests : IAsyncDisposable
{
    private static readonly ActivitySource Source = new("Nanobot.Tests.Requests");
    private readonly List<Activity> _spans = [];
    private readonly List<LogRecord> _logs = [];
    private readonly ConcurrentBag<ActivityTraceId> _work = [];
    private readonly WebApplication _app;

    public RequestSpanTests()
    {
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(TestKeys.Settings("chat"));
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:1";
        builder.AddServiceDefaults("chat");
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddInMemoryExporter(_spans));
        builder.Services.ConfigureOpenTelemetryLoggerProvider(logging => logging.AddInMemoryExporter(_logs));
        builder.Services.AddHealthChecks().AddCheck("store", () =>
        {
            Work();
            return HealthCheckResult.Healthy();
        });
        _app = builder.Build();
        _app.UseServiceDefaults();
        _app.MapGet("/sessions/{id}", (string id, ILogger<RequestSpanTests> logger) =>
        {
            Work();
            logger.LogInformation("read {Session}", id);
            return id;
        }).RequireAuthorization(TenantPolicies.User);
        _app.MapPost("/broken/{id}", string (string id) => throw new InvalidOperationException(id)).RequireAuthorization(TenantPolicies.User);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_request_is_named_by_its_route_and_carries_module_tenant_and_user_and_so_does_its_work()
    {
        var ada = TestContexts.User("ada");

        var spans = await SendAsync(HttpMethod.Get, "/sessions/17", ada, HttpStatusCode.OK);

        var request = Assert.Single(spans, span => span.Kind == ActivityKind.Server);
        Assert.Equal(("GET /sessions/{id}", "/sessions/{id}", 200, ActivityStatusCode.Unset),
            (request.DisplayName, request.GetTagItem("http.route"), request.GetTagItem("http.response.status_code"), request.Status));
        Assert.Equal(request.SpanId, Assert.Single(spans, span => span.OperationName == "work").ParentSpanId);
        Assert.All(spans, span => Assert.Equal(("chat", ada.TenantId, "ada"),
            (span.GetTagItem(TenantTags.Module), span.GetTagItem(TenantTags.TenantId), span.GetTagItem(TenantTags.UserId))));
    }

    [Fact]
    public async Task A_request_that_breaks_keeps_its_name_and_is_an_error()
    {
        var request = Assert.Single(await SendAsync(HttpMethod.Post, "/broken/17", TestContexts.User(), HttpStatusCode.InternalServerError));

        Assert.Equal(("POST /broken/{id}", "/broken/{id}", 500, ActivityStatusCode.Error),
            (request.DisplayName, request.GetTagItem("http.route"), request.GetTagItem("http.response.status_code"), request.Status));
    }

    [Fact]
    public async Task A_request_that_reached_no_route_has_its_method_and_status_alone_and_is_no_error()
    {
        var request = Assert.Single(await SendAsync(HttpMethod.Get, "/nowhere/17", TestContexts.User(), HttpStatusCode.NotFound));

        Assert.Equal(("GET", null, 404, ActivityStatusCode.Unset),
            (request.DisplayName, request.GetTagItem("http.route"), request.GetTagItem("http.response.status_code"), request.Status));
    }

    [Theory]
    [InlineData("/alive", false)]
    [InlineData("/health/contract", true)]
    [InlineData("/health", true)]
    public async Task Probes_of_health_are_left_out_of_the_traces_with_all_they_cause(string path, bool causesWork)
    {
        var trace = ActivityTraceId.CreateRandom();

        var spans = await SendAsync(HttpMethod.Get, path, null, HttpStatusCode.OK, trace);

        Assert.Empty(spans);
        Assert.Equal(causesWork, _work.Contains(trace));
    }

    [Fact]
    public async Task A_log_record_of_a_request_names_its_trace_module_tenant_and_user()
    {
        var ada = TestContexts.User("ada");
        var trace = ActivityTraceId.CreateRandom();

        await SendAsync(HttpMethod.Get, "/sessions/17", ada, HttpStatusCode.OK, trace);

        var record = Assert.Single(_logs, record => record.TraceId == trace);
        var attributes = record.Attributes!.ToDictionary();
        Assert.Equal("read 17", record.FormattedMessage);
        Assert.Equal(("17", "chat", ada.TenantId, "ada"), (attributes["Session"], attributes["module"], attributes["tenant.id"], attributes["user.id"]));
    }

    private void Work()
    {
        _work.Add(Activity.Current!.TraceId);
        Source.StartActivity("work")?.Dispose();
    }

    /// <summary>The spans that were exported of the request's trace, when the host has ended and nothing more can come.</summary>
    private async Task<List<Activity>> SendAsync(HttpMethod method, string path, TenantContext? context, HttpStatusCode expected, ActivityTraceId trace = default)
    {
        trace = trace == default ? ActivityTraceId.CreateRandom() : trace;
        await _app.StartAsync();
        // The answer comes before the request's span has ended.
        var ended = new TaskCompletionSource();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Microsoft.AspNetCore",
            ActivityStopped = activity =>
            {
                if (activity.TraceId == trace)
                {
                    ended.TrySetResult();
                }
            },
        };
        ActivitySource.AddActivityListener(listener);
        using var request = new HttpRequestMessage(method, path);
        request.Headers.TryAddWithoutValidation("traceparent", $"00-{trace}-{ActivitySpanId.CreateRandom()}-01");
        if (context is not null)
        {
            TenantContextHeaders.Write(request.Headers, context, TestContexts.Codec());
        }

        using (var response = await _app.GetTestClient().SendAsync(request))
        {
            Assert.Equal(expected, response.StatusCode);
        }

        await ended.Task.WaitAsync(Eventually.Deadline);
        await _app.DisposeAsync();
        return [.. _spans.Where(span => span.TraceId == trace)];
    }
}
