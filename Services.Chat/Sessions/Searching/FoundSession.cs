namespace Nanobot.Services.Chat.Sessions.Searching;

/// <summary>A session that has words that were looked for.</summary>
/// <param name="Session">The session.</param>
/// <param name="Found">Where in it.</param>
internal sealed record FoundSession(SessionSummary Session, FoundWords Found);
