using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>Whether the adjusted closes of a file can be compared: of all days or of none.</summary>
internal static class Adjusting
{
    // Prices further apart are no prices of one thing.
    private const decimal Furthest = 1e6m;

    public static List<PriceRow> Checked(List<PriceRow> days, List<Wording> remarks)
    {
        if (days.TrueForAll(static day => day.Adjusted is null) || days.TrueForAll(static day => day.Adjusted is { } adjusted && IsNear(adjusted, day) && IsNear(day.Low ?? day.Close, day) && IsNear(day.High ?? day.Close, day) && IsNear(day.Open ?? day.Close, day)))
        {
            return days;
        }

        remarks.Add(PriceWords.AdjustedUnused);
        return [.. days.Select(static day => day with { Adjusted = null })];
    }

    private static bool IsNear(decimal price, PriceRow day) => price / Furthest < day.Close && day.Close / Furthest < price;
}
