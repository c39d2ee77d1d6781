using Npgsql;

namespace Nanobot.Services.Chat.Persistence;

/// <summary>A run as the database holds it.</summary>
internal sealed record StoredRun(
    Guid RunId, Guid SessionId, string State, string Question, bool Steers, StoredRunAnswer? Answer, StoredRunError? Error,
    DateTimeOffset? CancelAskedAt, DateTimeOffset CreatedAt, DateTimeOffset? StartedAt, DateTimeOffset? EndedAt, string Purpose, Guid? JobId)
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Columns = "run_id, session_id, state, question, steers, answer, error, cancel_asked_at, created_at, started_at, ended_at, purpose, job_id";

    public static StoredRun Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetBoolean(4),
        row.IsDBNull(5) ? null : StoredJson.Read<StoredRunAnswer>(row.GetString(5)),
        row.IsDBNull(6) ? null : StoredJson.Read<StoredRunError>(row.GetString(6)),
        Moment(row, 7), row.GetFieldValue<DateTimeOffset>(8), Moment(row, 9), Moment(row, 10), row.GetString(11), row.IsDBNull(12) ? null : row.GetGuid(12));

    private static DateTimeOffset? Moment(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
