using System.Text.Json;
using Nanobot.Contracts.Policies;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Tenants.Quotas;
using Npgsql;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>A row of <c>quota_rules</c>.</summary>
internal sealed record QuotaRuleRow(QuotaRule Rule, bool Holds, LoadState? Load, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string Tag)
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = $"name, quota, amount, factor, minimum, maximum, schedule, holds, created_at, updated_at, load, load_mean, load_at, load_holds, {TagColumn}";

    /// <summary>A digest of what was put, and when; what comes of it is not in it. Of one that cannot be read as well.</summary>
    public const string TagColumn = """
        encode(sha256(convert_to(row(quota, amount, factor, minimum, maximum, schedule, load, extract(epoch from created_at), extract(epoch from updated_at))::text, 'UTF8')), 'hex')
        """;

    public static QuotaRuleRow Read(NpgsqlDataReader row) => new(
        new QuotaRule(row.GetString(0), row.GetString(1), Number(row, 2), row.IsDBNull(3) ? null : row.GetDecimal(3), Number(row, 4), Number(row, 5),
            new QuotaRuleCondition(Part<TimeCondition>(row, 6), Part<LoadCondition>(row, 10))),
        row.GetBoolean(7), row.IsDBNull(11) ? null : new LoadState(row.GetDouble(11), row.GetFieldValue<DateTimeOffset>(12), row.GetBoolean(13)),
        row.GetFieldValue<DateTimeOffset>(8), row.GetFieldValue<DateTimeOffset>(9), row.GetString(14));

    /// <summary>A part of a condition as its column has it; null for none.</summary>
    public static string? Write<T>(T? part)
        where T : class => part is null ? null : JsonSerializer.Serialize(part, Json.Wire);

    private static T? Part<T>(NpgsqlDataReader row, int column)
        where T : class => row.IsDBNull(column) ? null : JsonSerializer.Deserialize<T>(row.GetString(column), Json.Wire) ?? throw new StoredDataException("a stored condition is null");

    private static decimal? Number(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : ShownAmount.Of(row.GetString(1), row.GetInt64(column));
}
