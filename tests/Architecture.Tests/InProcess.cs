using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Nanobot.Architecture.Tests;

/// <summary>A module that runs in the process of the tests.</summary>
internal sealed record InProcess(WebApplication App, string Address, string DatabaseOwner, ConcurrentBag<Activity> Exported, List<MetricSnapshot> Metrics)
{
    /// <summary>All that it has sent so far.</summary>
    public List<Activity> Spans()
    {
        App.Services.GetRequiredService<TracerProvider>().ForceFlush();
        return [.. Exported];
    }

    public HashSet<string> Instruments()
    {
        App.Services.GetRequiredService<MeterProvider>().ForceFlush();
        return [.. Metrics.Select(static metric => metric.Name)];
    }
}
