using Npgsql;

namespace Nanobot.Services.Chat.Sessions;

/// <summary>A session without its messages.</summary>
/// <param name="SessionId">Its id.</param>
/// <param name="Title">What its user calls it: until that is said, the first line of its first message.</param>
/// <param name="Turns">Messages of the user's that were answered in it.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="UpdatedAt">When its last turn ended.</param>
internal sealed record SessionSummary(Guid SessionId, string Title, int Turns, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = "session_id, title, turns, created_at, updated_at";

    public static SessionSummary Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4));
}
