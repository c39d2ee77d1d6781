using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Notifications;

/// <summary>The refusals of notifications.</summary>
internal static class NotificationRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("NOTIFICATION_NOT_FOUND", "notification");
}
