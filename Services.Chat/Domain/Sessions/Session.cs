namespace Nanobot.Services.Chat.Domain.Sessions;

/// <summary>A session as lists show it.</summary>
internal sealed record Session(Guid SessionId, string Title, int Turns, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
