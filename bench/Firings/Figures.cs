namespace Nanobot.Bench.Firings;

/// <summary>What figures of several rounds come to.</summary>
internal static class Figures
{
    /// <summary>The one in the middle, or between the two that are.</summary>
    public static double Median<T>(this IEnumerable<T> rounds, Func<T, double> figure)
    {
        var ordered = rounds.Select(figure).Order().ToArray();
        return (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;
    }
}
