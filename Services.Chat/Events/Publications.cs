using Nanobot.Contracts.Events;

namespace Nanobot.Services.Chat.Events;

/// <summary>Every topic that this module publishes to.</summary>
internal static class Publications
{
    public static IReadOnlyList<string> All { get; } =
    [
        AuditRecorded.Topic, TurnCancelled.Topic, TurnCompleted.Topic, NotificationCreated.Topic,
    ];
}
