namespace Nanobot.Contracts.Events;

/// <summary>A turn of the assistant that is at work is to end without an answer, told in the name of its user.</summary>
/// <param name="SessionId">Its session.</param>
/// <param name="RunId">The run that it is the turn of; null: whatever turn is at work in the session.</param>
public sealed record TurnCancelled(Guid SessionId, Guid? RunId) : IIntegrationEvent<TurnCancelled>
{
    /// <inheritdoc />
    public static string Topic => "turn.cancelled.v1";
}
