using Nanobot.Contracts.Limits;
using Nanobot.Platform.Limits;
using Npgsql;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>A tenant's amounts, as its row has them.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="Tier">Its plan.</param>
/// <param name="Status">How it stands.</param>
/// <param name="TimeZone">IANA name of its zone.</param>
/// <param name="Epoch">Its epoch.</param>
/// <param name="Lines">Its amounts.</param>
/// <param name="InForce">The line that its snapshots have.</param>
internal sealed record TenantQuotas(string TenantId, string Tier, string Status, string TimeZone, long Epoch, QuotaLines Lines, string? InForce)
{
    /// <summary>The columns that <see cref="Read"/> expects, in its order.</summary>
    public const string Columns = "tenant_id, tier, status, time_zone, epoch, own_quotas, raised_quotas, ruled_quotas, quotas";

    /// <summary>What it may use at <paramref name="now"/>.</summary>
    public QuotaSet Effective(TierTable tiers, DateTimeOffset now) => tiers.Of(Tier).With(QuotaText.Read(Lines.InForce(now)), now);

    public static TenantQuotas Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3), row.GetInt64(4),
        new QuotaLines(Text(row, 5), Text(row, 6), Text(row, 7)), Text(row, 8));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
