namespace Nanobot.Services.Chat.Sessions;

/// <summary>A session that was taken for one turn.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="LeaseId">Proves the hold.</param>
/// <param name="Messages">Messages of the session that the turn goes on from.</param>
internal sealed record Lease(Guid SessionId, Guid LeaseId, int Messages)
{
    /// <summary>Whether the user has decided on approvals since the session's last turn was written.</summary>
    public bool HasDecisions { get; init; }

    /// <summary>The turn whose place the new one takes, which begins behind <see cref="Messages"/>; null for a further one.</summary>
    public Guid? Replaces { get; init; }
}
