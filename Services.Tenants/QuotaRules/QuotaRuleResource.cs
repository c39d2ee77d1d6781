namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>A rule as the API shows it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Quota">Name of the quota.</param>
/// <param name="Amount">How much there is of it while the rule holds; null: by a factor.</param>
/// <param name="Factor">By what the usual amount is multiplied; null: an amount.</param>
/// <param name="Minimum">The least that comes of it; null: 0.</param>
/// <param name="Maximum">The most that comes of it; null: no other bound.</param>
/// <param name="When">When it holds.</param>
/// <param name="Holds">Whether it does now.</param>
/// <param name="MeanLoad">The mean of the load that it goes by, in percent, as it was measured last; null: it goes by none, or nothing was measured yet.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
internal sealed record QuotaRuleResource(
    string Name, string Quota, decimal? Amount, decimal? Factor, decimal? Minimum, decimal? Maximum, QuotaRuleCondition When, bool Holds, decimal? MeanLoad, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static QuotaRuleResource Of(QuotaRuleRow row) => new(row.Rule.Name!, row.Rule.Quota!, row.Rule.Amount, row.Rule.Factor, row.Rule.Minimum, row.Rule.Maximum,
        row.Rule.When!, row.Holds, row.Load is { } load ? Math.Round((decimal)load.Mean, 1) : null, row.CreatedAt, row.UpdatedAt);
}
