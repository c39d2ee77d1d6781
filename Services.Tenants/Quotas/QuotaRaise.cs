using Nanobot.Contracts.Limits;

namespace Nanobot.Services.Tenants.Quotas;

/// <summary>A raise that lasts.</summary>
/// <param name="Quota">Name of the quota.</param>
/// <param name="Amount">How much there is of it meanwhile, where nothing else allows more.</param>
/// <param name="Until">When it ends.</param>
internal sealed record QuotaRaise(string Quota, decimal Amount, DateTimeOffset Until)
{
    /// <summary>Those of a line that last at <paramref name="now"/>.</summary>
    public static IReadOnlyList<QuotaRaise> Of(QuotaLines lines, DateTimeOffset now) =>
        [.. lines.Raises(now).Select(static (QuotaGrant raise) => new QuotaRaise(raise.Quota, ShownAmount.Of(raise.Quota, raise.Amount), raise.Until!.Value))];
}
