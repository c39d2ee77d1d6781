using Npgsql;

namespace Nanobot.Platform.Messaging.Outbox;

/// <summary>An event at rest: what it says and who caused it, not signed.</summary>
/// <param name="Id">Order of writing.</param>
/// <param name="EventId">The envelope's id.</param>
/// <param name="TenantId">Whose event it is.</param>
/// <param name="UserId">The user who caused it, or null.</param>
/// <param name="Role">The role in which it was caused; null where a version wrote the row that left this to the envelope.</param>
/// <param name="Plan">The tenant's tier at that time, or null.</param>
/// <param name="Epoch">The tenant's epoch at that time.</param>
/// <param name="Topic">Where it goes.</param>
/// <param name="Envelope">The CloudEvent without its context.</param>
/// <param name="CreatedAt">When its transaction began.</param>
internal sealed record StoredEvent(
    long Id, Guid EventId, string TenantId, string? UserId, string? Role, string? Plan, long Epoch, string Topic, string Envelope, DateTimeOffset CreatedAt)
{
    // Each of them can be read whatever stands there: an event that could not would be looked at for ever, and many would hold up all behind them.
    public const string Columns = """
        id, event_id, tenant_id, user_id, role, plan, coalesce(epoch, 0), topic, envelope,
        greatest(least(created_at, '9999-12-31 23:59:59+00'), '0001-01-01 00:00:00+00')
        """;

    public static StoredEvent Read(NpgsqlDataReader row) => new(
        row.GetInt64(0), row.GetGuid(1), row.GetString(2), Text(row, 3), Text(row, 4), Text(row, 5), row.GetInt64(6),
        row.GetString(7), row.GetString(8), row.GetFieldValue<DateTimeOffset>(9));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
