using Nanobot.Contracts.Values;

namespace Nanobot.Services.Reports.Alerts;

/// <summary>
/// Whether a rule on prices fires: once when what it says comes true, and not again before that has passed by more than a trembling price does. A move and a volume are a day's, and with the next day they
/// begin anew. The first look at a rule only sees where things stand.
/// </summary>
internal static class PriceRules
{
    // By how much of the threshold a price must come back.
    private const decimal Hysteresis = 0.005m;

    // What is left of a move, or of a volume, when it has passed.
    private const decimal Left = 0.9m;

    /// <summary>Looks at a rule.</summary>
    public static Verdict Look(StoredRule rule, Reading reading, DateTimeOffset now, TimeSpan minimumInterval)
    {
        var (holds, hasPassed) = Compare(rule, reading);
        var state = rule.State;
        if (state.IsArmed is null)
        {
            return new Verdict(false, state with { IsArmed = !holds, SeenDay = holds ? reading.Day : null });
        }

        var isArmed = state.IsArmed.Value || hasPassed || (IsOfADay(rule) && reading.Day > state.SeenDay);
        // Too soon behind the last: it fires later, where it still is so.
        var fires = isArmed && holds && !(state.LastFiredAt + minimumInterval > now);
        return new Verdict(fires, state with { IsArmed = isArmed && !fires, SeenDay = fires ? reading.Day : state.SeenDay });
    }

    private static bool IsOfADay(StoredRule rule) => rule.Kind == AlertKind.ChangePercent.Value || rule.Kind == AlertKind.VolumeRatio.Value;

    private static (bool Holds, bool HasPassed) Compare(StoredRule rule, Reading reading)
    {
        var threshold = rule.Threshold!.Value;
        if (rule.Kind == AlertKind.PriceAbove.Value)
        {
            return (reading.Price > threshold, reading.Price < threshold * (1 - Hysteresis));
        }

        if (rule.Kind == AlertKind.PriceBelow.Value)
        {
            return (reading.Price < threshold, reading.Price > threshold * (1 + Hysteresis));
        }

        if (rule.Kind == AlertKind.ChangePercent.Value)
        {
            var toward = reading.Percent * Math.Sign(threshold);
            return (toward >= Math.Abs(threshold), toward < Math.Abs(threshold) * Left);
        }

        return reading is { Volume: { } volume, UsualVolume: { } usual and > 0 } ? (volume >= usual * threshold, volume < usual * threshold * Left) : (false, false);
    }
}
