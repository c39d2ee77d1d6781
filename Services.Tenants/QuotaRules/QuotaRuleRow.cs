using System.Text.Json;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Wire;
using Npgsql;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>A row of <c>quota_rules</c>.</summary>
internal sealed record QuotaRuleRow(QuotaRule Rule, bool Holds, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = "name, quota, amount, factor, minimum, maximum, schedule, holds, created_at, updated_at";

    public static QuotaRuleRow Read(NpgsqlDataReader row) => new(
        new QuotaRule(row.GetString(0), row.GetString(1), Number(row, 2), row.IsDBNull(3) ? null : row.GetDecimal(3), Number(row, 4), Number(row, 5),
            new QuotaRuleCondition(JsonSerializer.Deserialize<TimeCondition>(row.GetString(6), Json.Wire) ?? throw new StoredDataException("a stored schedule is null"))),
        row.GetBoolean(7), row.GetFieldValue<DateTimeOffset>(8), row.GetFieldValue<DateTimeOffset>(9));

    public static string Write(TimeCondition schedule) => JsonSerializer.Serialize(schedule, Json.Wire);

    private static long? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);
}
