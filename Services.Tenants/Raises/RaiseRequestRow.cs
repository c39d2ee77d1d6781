using Npgsql;

namespace Nanobot.Services.Tenants.Raises;

/// <summary>A row of <c>limit_requests</c>.</summary>
internal sealed record RaiseRequestRow(
    Guid RequestId, string TenantId, string? UserId, string Scope, string Quota, long Amount, string Reason, int? ForSeconds, DateTimeOffset? Until,
    string Status, long? GrantedAmount, DateTimeOffset? GrantedUntil, string? DecidedBy, DateTimeOffset? DecidedAt, DateTimeOffset CreatedAt)
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = """
        request_id, tenant_id, user_id, scope, quota, amount, reason, for_seconds, until_at, status, granted_amount, granted_until, decided_by, decided_at, created_at
        """;

    public static RaiseRequestRow Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), Text(row, 2), row.GetString(3), row.GetString(4), row.GetInt64(5), row.GetString(6),
        row.IsDBNull(7) ? null : row.GetInt32(7), Moment(row, 8), row.GetString(9), row.IsDBNull(10) ? null : row.GetInt64(10), Moment(row, 11),
        Text(row, 12), Moment(row, 13), row.GetFieldValue<DateTimeOffset>(14));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static DateTimeOffset? Moment(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);
}
