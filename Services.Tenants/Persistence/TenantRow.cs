using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Values;
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
    byte[] CreationDigest,
    DateTimeOffset? TrialEndsAt,
    string? Quotas)
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = "tenant_id, name, tier, status, time_zone, epoch, created_at, updated_at, creation_digest, trial_ends_at, quotas";

    /// <summary>Whether it is there for nobody but operators who look at it.</summary>
    public bool IsDeleted => Status == TenantStatus.Deleted.Value;

    /// <summary>What the gateway needs to know of it.</summary>
    public TenantSnapshot ToSnapshot() => new(TenantId, Status, Tier, Epoch, TimeZone, TrialEndsAt) { Quotas = Quotas };

    public static TenantRow Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.GetString(2),
        row.GetString(3),
        row.GetString(4),
        row.GetInt64(5),
        row.GetFieldValue<DateTimeOffset>(6),
        row.GetFieldValue<DateTimeOffset>(7),
        row.GetFieldValue<byte[]>(8),
        row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9),
        row.IsDBNull(10) ? null : row.GetString(10));
}
