using Npgsql;

namespace Nanobot.Services.Tenants.Persistence;

/// <summary>A row of <c>tenants</c>.</summary>
internal sealed record TenantRow(
    string TenantId,
    string Name,
    string Tier,
    string Status,
    string TimeZone,
    long Epoch,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    byte[] CreationDigest)
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = "tenant_id, name, tier, status, time_zone, epoch, created_at, updated_at, creation_digest";

    public static TenantRow Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.GetInt64(5),
        row.GetFieldValue<DateTimeOffset>(6),
        row.GetFieldValue<DateTimeOffset>(7),
        row.GetFieldValue<byte[]>(8));
}
