using Nanobot.Contracts.Events;

namespace Nanobot.Services.Scheduler.Events;

/// <summary>Every topic that this module publishes to.</summary>
internal static class Publications
{
    public static IReadOnlyList<string> All { get; } =
    [
        ReportRequested.Topic, TurnRequested.Topic, JobRunEnded.Topic, JobRearmed.Topic, AuditRecorded.Topic,
    ];
}
