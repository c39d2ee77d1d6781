namespace Nanobot.Services.Chat.Sessions;

/// <summary>A session that was taken for one turn.</summary>
/// <param name="SessionId">The session.</param>
/// <param name="LeaseId">Proves the hold.</param>
/// <param name="Messages">Messages that the session holds already.</param>
internal sealed record Lease(Guid SessionId, Guid LeaseId, int Messages);
