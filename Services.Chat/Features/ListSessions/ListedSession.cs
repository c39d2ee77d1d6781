using System.Text.Json.Serialization;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Sessions.Searching;

namespace Nanobot.Services.Chat.Features.ListSessions;

/// <summary>A session in the list of a user's.</summary>
/// <param name="SessionId">Its id.</param>
/// <param name="Title">What its user calls it: until that is said, the first line of its first message.</param>
/// <param name="Turns">Messages of the user's that were answered in it.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="UpdatedAt">When its last turn ended.</param>
/// <param name="Found">Where in it the words stand that were looked for; absent where none were.</param>
internal sealed record ListedSession(
    Guid SessionId, string Title, int Turns, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] FoundWords? Found)
{
    public static ListedSession Of(SessionSummary session, FoundWords? found) =>
        new(session.SessionId, session.Title, session.Turns, session.CreatedAt, session.UpdatedAt, found);
}
