using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Services.Scheduler.Tests.Support;

namespace Nanobot.Services.Scheduler.Tests.Observability;

public sealed class SchedulerTelemetryTests
{
    [Fact]
    public async Task Occurrences_are_counted_by_outcome_on_the_hosts_own_meter()
    {
        await using var host = new SchedulerHost();
        using var ada = host.ClientFor(host.Ada);
        var counted = new Dictionary<string, double>();
        using var listener = Listen(host, counted);
        await ada.CreateAsync(new { kind = "daily", hour = 9, minute = 0, time_zone = "UTC", payload = Wire.Report() });
        host.Clock.Advance(TimeSpan.FromDays(2.5));
        await host.ScanAsync();

        Assert.Equal(
            new Dictionary<string, double>
            {
                ["nanobot.scheduler.occurrences {occurrence} fired"] = 1,
                ["nanobot.scheduler.occurrences {occurrence} skipped"] = 2,
                ["nanobot.scheduler.lateness s "] = TimeSpan.FromHours(11).TotalSeconds,
            },
            counted);
    }

    private static MeterListener Listen(SchedulerHost host, Dictionary<string, double> counted)
    {
        var factory = host.Services.GetRequiredService<IMeterFactory>();
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Meter.Name == "Nanobot.Scheduler" && ReferenceEquals(instrument.Meter.Scope, factory))
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Count(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Count(instrument, value, tags));
        listener.Start();
        return listener;

        void Count(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            var outcome = "";
            foreach (var tag in tags)
            {
                outcome = tag.Key == "outcome" ? $"{tag.Value}" : outcome;
            }

            lock (counted)
            {
                counted[$"{instrument.Name} {instrument.Unit} {outcome}"] = value;
            }
        }
    }
}
