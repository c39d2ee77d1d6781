namespace Nanobot.Contracts.Events;

/// <summary>Something that the envelope's user wants to find with its assistant.</summary>
/// <param name="DeliveryId">By which it is known again: the same twice is kept once.</param>
/// <param name="Text">The words, at most 2,000 characters.</param>
/// <param name="Labels">Where the words may have come from, each one of <see cref="Values.TextOrigin"/>.</param>
public sealed record NotificationRequested(Guid DeliveryId, string Text, IReadOnlyList<string> Labels) : IIntegrationEvent<NotificationRequested>
{
    /// <summary>The most characters of the words.</summary>
    public const int Longest = 2_000;

    /// <inheritdoc />
    public static string Topic => "notification.requested.v1";
}
