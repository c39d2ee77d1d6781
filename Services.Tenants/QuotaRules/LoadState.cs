namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>What has been measured for a rule.</summary>
/// <param name="Mean">The mean, in percent.</param>
/// <param name="At">As of when.</param>
/// <param name="Holds">Whether the load's condition holds.</param>
internal sealed record LoadState(double Mean, DateTimeOffset At, bool Holds)
{
    /// <summary>Before anything was measured: a rule begins with no load.</summary>
    public static LoadState None(DateTimeOffset now) => new(0, now, false);

    /// <summary>
    /// After one more measurement. The mean is weighted exponentially by time (a first-order low-pass): how it is sampled changes nothing but its noise.
    /// </summary>
    /// <param name="sample">What was measured, in percent; null where nobody could: then all stays as it is.</param>
    /// <param name="condition">The rule's.</param>
    /// <param name="now">When.</param>
    /// <param name="window">After so long of one load about two thirds of a change have reached the mean.</param>
    public LoadState After(double? sample, LoadCondition condition, DateTimeOffset now, TimeSpan window)
    {
        if (sample is not { } measured || now <= At)
        {
            return this;
        }

        var mean = Mean + ((1 - Math.Exp(-(now - At) / window)) * (measured - Mean));
        return new(mean, now, condition.Holds(mean, Holds));
    }
}
