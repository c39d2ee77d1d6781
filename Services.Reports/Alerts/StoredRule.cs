using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Reports.Alerts;

/// <summary>A rule as it is kept.</summary>
/// <param name="RuleId">Its id.</param>
/// <param name="Kind">One of <see cref="AlertKind"/>.</param>
/// <param name="Symbol">Of which symbol.</param>
/// <param name="Threshold">From where on.</param>
/// <param name="Keyword">Of a keyword: the word.</param>
/// <param name="Action">One of <see cref="AlertAction"/>.</param>
/// <param name="CreatedAt">Since when it is there.</param>
/// <param name="State">How it stands.</param>
internal sealed record StoredRule(Guid RuleId, string Kind, string? Symbol, decimal? Threshold, string? Keyword, string Action, DateTimeOffset CreatedAt, RuleState State)
{
    /// <summary>What <see cref="Read"/> takes, in its order.</summary>
    public const string Columns = "rule_id, kind, symbol, threshold, keyword, action, created_at, is_armed, seen_day, seen_at, last_fired_at";

    private const string Select = $"select {Columns} from alert_rules where tenant_id = $1 and user_id = $2 order by position";

    /// <summary>Reads those of a user.</summary>
    public static Sql Of(TenantContext context) => new(Select, context.RequiredTenantId, context.RequiredUserId);

    public static StoredRule Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), Text(row, 2), row.IsDBNull(3) ? null : row.GetDecimal(3), Text(row, 4), row.GetString(5), row.GetFieldValue<DateTimeOffset>(6),
        new RuleState(row.IsDBNull(7) ? null : row.GetBoolean(7), row.IsDBNull(8) ? null : row.GetFieldValue<DateOnly>(8), Instant(row, 9), Instant(row, 10)));

    /// <summary>Whether it says the same as what somebody asks for.</summary>
    public bool Says(AlertRule rule) =>
        (Kind, Symbol, Threshold, Keyword, Action) == (rule.Kind, rule.Symbol, rule.Threshold, rule.Keyword, rule.Action ?? AlertAction.Notice.Value);

    /// <summary>As the API shows it.</summary>
    public AlertResource ToResource() => new(RuleId, Kind, Symbol, Threshold, Keyword, Action, State.IsArmed is true, State.LastFiredAt);

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Instant(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
