using System.Diagnostics.Metrics;
using OpenTelemetry.Metrics;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>What becomes of each instrument that a module hears.</summary>
internal static class MetricViews
{
    /// <summary>
    /// Most series of an instrument that counts the same few things in every installation (connections, collections,
    /// pools). What is over it is counted together; place for each is kept from the start, of the library's 2,000 some
    /// 140 kB an instrument.
    /// </summary>
    public const int FewSeries = 200;

    // Of these an instrument may have a series for each route, peer, model or tenant.
    private static readonly string[] Various = ["Nanobot", "Microsoft.AspNetCore.Hosting", "System.Net.Http", "Experimental.Microsoft.Extensions.AI"];

    /// <summary>
    /// A meter of another container is another module's and dropped; what libraries make without one counts for the process.
    /// </summary>
    /// <param name="own">Makes the module's own meters.</param>
    /// <returns>How the instrument is kept; null as the library does by itself.</returns>
    public static Func<Instrument, MetricStreamConfiguration?> Of(IMeterFactory own) =>
        instrument => instrument.Meter.Scope is IMeterFactory other && other != own ? MetricStreamConfiguration.Drop
            : Various.Any(name => instrument.Meter.Name.StartsWith(name, StringComparison.Ordinal)) ? null
            : new MetricStreamConfiguration { CardinalityLimit = FewSeries };
}
