using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.ServiceDefaults.Telemetry;
using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Nanobot.ServiceDefaults.Tests.Telemetry;

public sealed class MetricViewsTests
{
    [Fact]
    public void What_counts_few_things_keeps_its_buckets_and_counts_together_what_is_over_its_bound()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var factory = services.GetRequiredService<IMeterFactory>();
        using var few = new Meter("Few");
        var duration = few.CreateHistogram("few.duration", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [1, 2] });
        var various = factory.Create("Nanobot.Various").CreateCounter<int>("various.things");
        var metrics = new List<Metric>();
        using (var provider = Sdk.CreateMeterProviderBuilder().AddMeter("Few", "Nanobot.Various").AddView(MetricViews.Of(factory)).AddInMemoryExporter(metrics).Build())
        {
            for (var i = 0; i < MetricViews.FewSeries * 2; i++)
            {
                duration.Record(1.5, new KeyValuePair<string, object?>("number", i));
                various.Add(1, new KeyValuePair<string, object?>("number", i));
            }

            provider.ForceFlush();
            var points = Points(metrics, "few.duration");
            Assert.Equal(MetricViews.FewSeries + 1, points.Count);
            Assert.Equal(MetricViews.FewSeries * 2, points.Sum(static point => point.GetHistogramCount()));
            Assert.Equal([1, 2, double.PositiveInfinity], Bounds(points[0]));
            Assert.Equal(MetricViews.FewSeries * 2, Points(metrics, "various.things").Count);
        }
    }

    [Fact]
    public void What_another_container_in_the_process_counts_is_not_heard()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        using var others = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var counter = others.GetRequiredService<IMeterFactory>().Create("Nanobot.Other").CreateCounter<int>("other.things");

        Assert.Same(MetricStreamConfiguration.Drop, MetricViews.Of(services.GetRequiredService<IMeterFactory>())(counter));
    }

    private static List<MetricPoint> Points(List<Metric> metrics, string name)
    {
        var points = new List<MetricPoint>();
        foreach (ref readonly var point in Assert.Single(metrics, metric => metric.Name == name).GetMetricPoints())
        {
            points.Add(point);
        }

        return points;
    }

    private static List<double> Bounds(MetricPoint point)
    {
        var bounds = new List<double>();
        foreach (var bucket in point.GetHistogramBuckets())
        {
            bounds.Add(bucket.ExplicitBound);
        }

        return bounds;
    }
}
