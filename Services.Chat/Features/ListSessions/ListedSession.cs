namespace Nanobot.Services.Chat.Features.ListSessions;

/// <summary>A session in the list of a user's.</summary>
/// <param name="SessionId">Its id.</param>
/// <param name="Title">The first line of its first message.</param>
/// <param name="Turns">Messages of the user's that were answered in it.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="UpdatedAt">When its last turn ended.</param>
internal sealed record ListedSession(Guid SessionId, string Title, int Turns, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);
