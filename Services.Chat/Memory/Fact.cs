using Nanobot.Services.Chat.Trust;
using Npgsql;

namespace Nanobot.Services.Chat.Memory;

/// <summary>A line of memory, or what may become one, with where it came from.</summary>
/// <param name="FactId">Its id.</param>
/// <param name="Text">What is known, on one line.</param>
/// <param name="Kind">One of <see cref="FactKind"/>.</param>
/// <param name="State">One of <see cref="FactState"/>.</param>
/// <param name="EndedBy">One of <see cref="FactEnd"/>, of one that is forgotten.</param>
/// <param name="Origin">tool, consolidation or user.</param>
/// <param name="SessionId">The session that it rests on, as far as there is one.</param>
/// <param name="TurnId">The turn.</param>
/// <param name="MessageNumber">The message in the session.</param>
/// <param name="Labels">Where the text may have come from that it was made of.</param>
/// <param name="Revision">The revision of MEMORY.md that had it first; null where it never stood there.</param>
/// <param name="ConsolidationId">The consolidation that found it.</param>
/// <param name="CreatedAt">When it came to be known.</param>
/// <param name="ChangedAt">When it came to its state.</param>
/// <param name="DecidedAt">When the user decided on its quarantine, or null.</param>
internal sealed record Fact(
    Guid FactId, string Text, string Kind, string State, string? EndedBy, string Origin, Guid? SessionId, Guid? TurnId, int? MessageNumber, TextLabels Labels,
    long? Revision, Guid? ConsolidationId, DateTimeOffset CreatedAt, DateTimeOffset ChangedAt, DateTimeOffset? DecidedAt)
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order.</summary>
    public const string Columns =
        "fact_id, text, kind, state, ended_by, origin, session_id, turn_id, message_number, labels, revision, consolidation_id, created_at, changed_at, decided_at";

    public static Fact Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4), row.GetString(5), Id(row, 6), Id(row, 7),
        row.IsDBNull(8) ? null : row.GetInt32(8), LabelSet.Read(row.GetString(9)) ?? TextLabels.Other, row.IsDBNull(10) ? null : row.GetInt64(10), Id(row, 11),
        row.GetFieldValue<DateTimeOffset>(12), row.GetFieldValue<DateTimeOffset>(13), row.IsDBNull(14) ? null : row.GetFieldValue<DateTimeOffset>(14));

    private static Guid? Id(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetGuid(column);
}
