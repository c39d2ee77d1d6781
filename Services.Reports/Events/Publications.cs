using Nanobot.Contracts.Events;

namespace Nanobot.Services.Reports.Events;

/// <summary>Every topic that this module publishes to.</summary>
internal static class Publications
{
    public static IReadOnlyList<string> All { get; } =
    [
        ReportCancelled.Topic, ReportCompleted.Topic, ReportShared.Topic, ReportShareRevoked.Topic, NoticePushed.Topic, NotificationRequested.Topic, AuditRecorded.Topic,
    ];
}
