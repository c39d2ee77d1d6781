namespace Nanobot.Services.Chat.Sessions.Exporting;

/// <summary>What an export is of: the session as it was when it was asked for.</summary>
/// <param name="Session">The session.</param>
/// <param name="Last">Its last message then, and the turn that it is of; null where there is none.</param>
internal sealed record ExportedSession(SessionSummary Session, (int Number, Guid Turn)? Last);
