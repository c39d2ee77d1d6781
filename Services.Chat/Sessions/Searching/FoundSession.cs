using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Sessions.Searching;

/// <summary>A session that has words that were looked for.</summary>
/// <param name="Session">The session.</param>
/// <param name="Found">Where in it.</param>
/// <param name="Labels">Where the words may have come from that are shown of it: its title is the user's, and a message says whose it is.</param>
internal sealed record FoundSession(SessionSummary Session, FoundWords Found, TextLabels Labels);
