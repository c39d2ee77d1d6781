using Nanobot.Services.Chat.Trust;
using Npgsql;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>A message of a session, as far as it is gone through for facts.</summary>
/// <param name="Number">Its number in the session.</param>
/// <param name="TurnId">Its turn.</param>
/// <param name="Role">user, assistant or tool.</param>
/// <param name="Content">The beginning of what was said; nothing of a tool's result.</param>
/// <param name="Bytes">Octets of all of it.</param>
/// <param name="Labels">Where it may have come from; what an older version kept without a word of that is somebody's.</param>
internal sealed record SaidMessage(int Number, Guid TurnId, string Role, string Content, long Bytes, TextLabels Labels)
{
    /// <summary>The columns that <see cref="Read"/> reads, in its order. Of a result the labels are enough: what matters of it the assistant has said.</summary>
    public const string Columns = "number, turn_id, role, case when role = 'tool' then '' else substring(content from 1 for 4000) end, octet_length(content)::bigint, labels";

    public static SaidMessage Read(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetInt64(4),
        row.IsDBNull(5) ? TextLabels.Other : LabelSet.Read(row.GetString(5)) ?? TextLabels.Other);
}
