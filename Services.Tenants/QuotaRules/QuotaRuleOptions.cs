namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>Options of rules of quotas, section <c>QuotaRules</c>.</summary>
internal sealed class QuotaRuleOptions
{
    /// <summary>How often the load of a tenant with rules by load is measured. Default 5 s; range 100 ms to 1 min.</summary>
    public TimeSpan MeasureEvery { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Time constant of the mean that rules go by. Default 30 s; range 1 s to 1 h, and no less than <see cref="MeasureEvery"/>.</summary>
    public TimeSpan MeanOver { get; set; } = TimeSpan.FromSeconds(30);
}
