using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Scheduler.Forecasts;

/// <summary>What one run will probably come to: the median of the latest that have been.</summary>
/// <param name="Tokens">Tokens of its calls of the model; null where nothing is known.</param>
/// <param name="Cost">Their price in the price list's currency; null where nothing is known, or no price.</param>
/// <param name="Basis">Whose past runs that is made of: job, user, tenant or none.</param>
/// <param name="RunsSeen">How many of them.</param>
internal sealed record RunForecast(
    long? Tokens,
    decimal? Cost,
    [property: AllowedValues(ForecastBasis.Job, ForecastBasis.User, ForecastBasis.Tenant, ForecastBasis.None)] string Basis,
    int RunsSeen)
{
    private const decimal Micros = 1_000_000m;

    /// <summary>Where nothing is known.</summary>
    public static RunForecast None { get; } = new(null, null, ForecastBasis.None, 0);

    /// <summary>Of what asks no model.</summary>
    public static RunForecast Free { get; } = new(0, 0, ForecastBasis.None, 0);

    /// <summary>Of runs that have been, one at least.</summary>
    public static RunForecast Of(string basis, IReadOnlyList<RunCost> runs) => new(
        Median([.. runs.Select(static run => run.Tokens)]), Money(Median([.. runs.Select(static run => run.CostMicros).OfType<long>()])), basis, runs.Count);

    /// <summary>Of so many runs together.</summary>
    public ForecastTotal Times(int runs) => new(runs, Tokens * runs, Cost * runs);

    /// <summary>Millionths in whole units of the currency.</summary>
    public static decimal? Money(long? micros) => micros / Micros;

    // Between two it lies in the middle, rounded up as prices are.
    private static long? Median(List<long> figures)
    {
        figures.Sort();
        return figures.Count == 0 ? null : (figures[(figures.Count - 1) / 2] + figures[figures.Count / 2] + 1) / 2;
    }
}
