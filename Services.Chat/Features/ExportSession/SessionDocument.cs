using Nanobot.Services.Chat.Sessions;

namespace Nanobot.Services.Chat.Features.ExportSession;

/// <summary>What an export in JSON holds; a message that cannot be read is {number, unreadable} in its place.</summary>
internal sealed record SessionDocument(
    Guid SessionId, string Title, int Turns, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyList<HistoryMessage> Messages);
