using System.Diagnostics;
using OpenTelemetry;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>
/// Leaves out of the traces what nobody asked for: probes of health with all they cause, and calls that no work began,
/// which are the polls of background loops. Twenty of them a second would bury everything else.
/// </summary>
internal sealed class NoiseProcessor : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (IsNoise(data))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }

    private static bool IsNoise(Activity data)
    {
        var first = data;
        while (first.Parent is { } parent)
        {
            first = parent;
        }

        return first.Kind switch
        {
            ActivityKind.Server => first.GetTagItem("url.path") is "/health" or "/alive" or "/health/contract",
            ActivityKind.Client => first.ParentSpanId == default,
            _ => false,
        };
    }
}
