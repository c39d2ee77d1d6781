using Nanobot.Services.Chat.Trust;
using Npgsql;

namespace Nanobot.Services.Chat.Approvals;

/// <summary>A call that waits, or waited, for its user.</summary>
/// <param name="ApprovalId">Its id.</param>
/// <param name="SessionId">The session that it was made in; null where none is kept.</param>
/// <param name="TurnId">The turn.</param>
/// <param name="Tool">The tool.</param>
/// <param name="ArgumentsHash">The hash that binds tool and arguments.</param>
/// <param name="Sink">Where it writes to.</param>
/// <param name="Labels">All that the turn had read.</param>
/// <param name="State">One of <see cref="ApprovalState"/>, as of the moment it was read.</param>
/// <param name="CreatedAt">When it was asked for.</param>
/// <param name="ExpiresAt">Until when it can be decided.</param>
/// <param name="DecidedAt">When it was decided, or null.</param>
internal sealed record Approval(
    Guid ApprovalId, Guid? SessionId, Guid TurnId, string Tool, string ArgumentsHash, string Sink, TextLabels Labels, string State,
    DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, DateTimeOffset? DecidedAt)
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order; <c>$3</c> is the present moment.</summary>
    public const string Columns = """
        approval_id, session_id, turn_id, tool, arguments_hash, sink, labels,
        case when state = 'pending' and expires_at <= $3 then 'expired' else state end as state, created_at, expires_at, decided_at
        """;

    /// <summary>What the id of the call begins with from which the conversation goes on.</summary>
    public const string CallPrefix = "approval_";

    /// <summary>Why it waits, in words.</summary>
    public string Why => $"{LabelSet.Write(Labels)} -> {Sink}";

    public static Approval Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.IsDBNull(1) ? null : row.GetGuid(1), row.GetGuid(2), row.GetString(3), row.GetString(4), row.GetString(5), LabelSet.Read(row.GetString(6)) ?? TextLabels.Other,
        row.GetString(7), row.GetFieldValue<DateTimeOffset>(8), row.GetFieldValue<DateTimeOffset>(9), row.IsDBNull(10) ? null : row.GetFieldValue<DateTimeOffset>(10));
}
