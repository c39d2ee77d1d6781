namespace Nanobot.Services.Scheduler.Forecasts;

/// <summary>What several runs will probably come to together.</summary>
/// <param name="Runs">How many.</param>
/// <param name="Tokens">Tokens; null where nothing is known of one of them.</param>
/// <param name="Cost">Price in the price list's currency; null where nothing is known of one of them, or no price.</param>
internal sealed record ForecastTotal(int Runs, long? Tokens, decimal? Cost)
{
    /// <summary>Of no runs.</summary>
    public static ForecastTotal Zero { get; } = new(0, 0, 0);

    /// <summary>With others.</summary>
    public ForecastTotal Plus(ForecastTotal other) => other.Runs == 0 ? this : new(Runs + other.Runs, Tokens + other.Tokens, Cost + other.Cost);
}
