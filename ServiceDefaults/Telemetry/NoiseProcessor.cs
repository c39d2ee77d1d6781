using System.Diagnostics;
using OpenTelemetry;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>
/// Leaves calls that no work began out of the traces, with all they cause: these are the polls of background loops, and
/// twenty of them a second would bury everything else.
/// </summary>
internal sealed class NoiseProcessor : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        var first = data;
        while (first.Parent is { } parent)
        {
            first = parent;
        }

        if (first is { Kind: ActivityKind.Client, ParentSpanId: var caller } && caller == default)
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
