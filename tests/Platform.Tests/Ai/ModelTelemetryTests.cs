using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.AI;
using Nanobot.Platform.Ai;
using Nanobot.Testing.Ai;

namespace Nanobot.Platform.Tests.Ai;

public sealed class ModelTelemetryTests : IDisposable
{
    private readonly Activity _work = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ActivityListener _listener;

    public ModelTelemetryTests()
    {
        var trace = _work.TraceId;
        _listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == "Experimental.Microsoft.Extensions.AI",
            Sample = (ref ActivityCreationOptions<ActivityContext> options) =>
                options.TraceId == trace ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = _spans.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    [Fact]
    public async Task A_call_of_the_offline_model_is_a_span_that_says_so()
    {
        await Models.Create().GetResponseAsync("the secret words");

        var span = Assert.Single(_spans);
        Assert.Equal("offline", span.GetTagItem("gen_ai.provider.name"));
        Assert.NotNull(span.GetTagItem("gen_ai.usage.input_tokens"));
        Assert.DoesNotContain(span.TagObjects, tag => $"{tag.Value}".Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_call_is_one_span_with_all_its_attempts_and_nothing_of_what_the_server_said()
    {
        await using var server = await ScriptedModel.StartAsync(static (_, http) =>
        {
            http.Response.StatusCode = 503;
            return http.Response.WriteAsync("{\"error\":{\"message\":\"the secret words\"}}");
        });

        await Assert.ThrowsAsync<ModelUnavailableException>(() => Models.Create(server.Settings).GetResponseAsync("hello"));

        Assert.Equal(3, server.Requests.Count);
        var span = Assert.Single(_spans);
        Assert.Equal((ActivityStatusCode.Error, typeof(ModelUnavailableException).FullName), (span.Status, span.GetTagItem("error.type")));
        Assert.DoesNotContain(span.TagObjects.Select(tag => $"{tag.Value}").Append(span.StatusDescription), text => text!.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_model_server_is_told_nothing_of_our_traces()
    {
        var seen = new ConcurrentQueue<string>();
        await using var server = await ScriptedModel.StartAsync((request, http) =>
        {
            foreach (var header in http.Request.Headers.Keys)
            {
                seen.Enqueue(header.ToLowerInvariant());
            }

            return new ModelReply("hello").WriteAsync(http, request);
        });

        await Models.Create(server.Settings).GetResponseAsync("hello");

        Assert.Contains("authorization", seen);
        Assert.Empty(seen.Intersect(["traceparent", "tracestate", "baggage", "request-id", "correlation-context"]));
    }

    public void Dispose()
    {
        _listener.Dispose();
        _work.Dispose();
    }
}
