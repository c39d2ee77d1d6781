namespace Nanobot.Contracts.Events;

/// <summary>The assistant tells the envelope's user something outside of an answer.</summary>
/// <param name="NotificationId">Under which it is kept.</param>
/// <param name="SessionId">The session of the turn that tells it, or null where none is kept.</param>
/// <param name="Text">The words, at most 2,000 characters.</param>
public sealed record NotificationCreated(Guid NotificationId, Guid? SessionId, string Text) : IIntegrationEvent<NotificationCreated>
{
    /// <inheritdoc />
    public static string Topic => "notification.created.v1";
}
