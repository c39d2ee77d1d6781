using Nanobot.Services.Chat.Sessions;

namespace Nanobot.Services.Chat.Features.GetSession;

/// <summary>Answer of <c>GET /sessions/{session_id}</c>: the session with a page of its messages, oldest first.</summary>
internal sealed record SessionHistory(
    Guid SessionId, string Title, int Turns, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    IReadOnlyList<HistoryMessage> Messages, string? NextCursor);
