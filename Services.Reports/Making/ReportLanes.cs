using Microsoft.Extensions.Options;
using Nanobot.Platform.Data;

namespace Nanobot.Services.Reports.Making;

/// <summary>
/// What users asked for, at the API or through the assistant, and what schedules ask for. What somebody waits for has workers of its own, so that a hundred thousand reports that are due at nine
/// keep nobody waiting who asks for one.
/// </summary>
internal sealed class ReportLanes(ReportQueue queue, PlatformDb platform, IOptions<WorkerOptions> options, TimeProvider time)
{
    /// <summary>Of users.</summary>
    public ReportLane Asked { get; } = new(ReportLane.Asked, queue, platform, options, time);

    /// <summary>Of schedules.</summary>
    public ReportLane Scheduled { get; } = new(ReportLane.Scheduled, queue, platform, options, time);
}
