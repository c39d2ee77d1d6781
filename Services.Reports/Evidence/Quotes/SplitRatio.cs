using System.Globalization;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>How many shares became of one: 4 of 4:1, 0.1 of 1:10.</summary>
internal static class SplitRatio
{
    // The ratios that companies choose, and a price moves by in no usual day.
    private static readonly (decimal Ratio, string Name)[] Usual =
    [
        (20, "20:1"), (10, "10:1"), (7, "7:1"), (5, "5:1"), (4, "4:1"), (3, "3:1"), (2, "2:1"), (1.5m, "3:2"),
        (0.5m, "1:2"), (0.2m, "1:5"), (0.1m, "1:10"), (0.05m, "1:20"),
    ];

    // A usual day's move beside the split.
    private const decimal Slack = 0.04m;

    /// <summary>Reads <c>4</c>, <c>4:1</c>, <c>4/1</c> and <c>4 for 1</c>; null where it says nothing, or that there is none.</summary>
    public static decimal? Parse(string text, PriceNumbers numbers)
    {
        var parts = text.Split([":", "/", " for ", "-for-"], StringSplitOptions.TrimEntries);
        return parts switch
        {
            [var one] => numbers.Read(one) is > 0 and var ratio ? ratio : null,
            [var many, var few] when numbers.Read(many) is > 0 and < 1e9m and var upper && numbers.Read(few) is > 1e-9m and < 1e9m and var lower => upper / lower,
            _ => null,
        };
    }

    /// <summary>As people write it.</summary>
    public static string Name(decimal ratio) => Array.Find(Usual, usual => usual.Ratio == ratio) is { Name: { } name } ? name
        : ratio >= 1 ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(ratio, 4):0.####}:1")
        : string.Create(CultureInfo.InvariantCulture, $"1:{Math.Round(1 / ratio, 4):0.####}");

    /// <summary>The usual ratio that a fall from one price to the next looks like, or null.</summary>
    public static decimal? LookedLike(decimal before, decimal after) =>
        AreNear(before, after) && Array.Find(Usual, usual => Math.Abs((before / after / usual.Ratio) - 1) <= Slack) is { Ratio: > 0 and var ratio } ? ratio : null;

    /// <summary>Whether a ratio of two prices says anything.</summary>
    public static bool AreNear(decimal before, decimal after) => after > 0 && before / 1e6m < after && after / 1e6m < before;
}
