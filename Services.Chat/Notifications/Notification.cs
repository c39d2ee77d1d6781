namespace Nanobot.Services.Chat.Notifications;

/// <summary>What the assistant told its user outside of an answer.</summary>
/// <param name="NotificationId">Its id.</param>
/// <param name="SessionId">The session of the turn that told it, or null where none is kept.</param>
/// <param name="Text">The words.</param>
/// <param name="Labels">Where the text may have come from that the assistant had read.</param>
/// <param name="CreatedAt">When it was told.</param>
internal sealed record Notification(Guid NotificationId, Guid? SessionId, string Text, IReadOnlyList<string> Labels, DateTimeOffset CreatedAt);
