using System.Diagnostics.Metrics;

namespace Nanobot.Platform.Web.Guarding;

/// <summary>Meters that no module takes for its own: there would be a series for each host that somebody names.</summary>
internal sealed class UnheardMeters : IMeterFactory
{
    public Meter Create(MeterOptions options) => new(new MeterOptions(options.Name) { Version = options.Version, Scope = this });

    public void Dispose()
    {
        // Handlers live as long as the process, and so do their meters.
    }
}
