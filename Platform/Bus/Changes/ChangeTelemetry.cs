using System.Diagnostics.Metrics;

namespace Nanobot.Platform.Bus.Changes;

/// <summary>How what is remembered is compared with what has changed.</summary>
internal sealed class ChangeTelemetry
{
    private readonly Counter<long> _comparisons;

    public ChangeTelemetry(IMeterFactory meters) => _comparisons = meters.Create("Nanobot.Changes")
        .CreateCounter<long>("nanobot.changes.comparisons", "{comparison}", "Times that what is remembered was compared with what has changed, by what said it.");

    /// <summary>One comparison; the source is board, module or none.</summary>
    public void Compared(string source) => _comparisons.Add(1, new KeyValuePair<string, object?>("source", source));
}
