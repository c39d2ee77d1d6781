namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>What the days before say of a price; null where there are not days enough that can be compared.</summary>
internal sealed record QuoteStatistics
{
    private const int Month = 20;
    private const int TradingDays = 252;
    private const int Places = 8;

    /// <summary>The mean of the last five closes.</summary>
    public decimal? Average5 { get; init; }

    /// <summary>Of the last 20.</summary>
    public decimal? Average20 { get; init; }

    /// <summary>Of the last 50.</summary>
    public decimal? Average50 { get; init; }

    /// <summary>Of the last 200.</summary>
    public decimal? Average200 { get; init; }

    /// <summary>
    /// In percent a year: the sample standard deviation of the last 20 logarithmic returns of closes, times the root of 252 trading days (Hull, Options, Futures, and Other
    /// Derivatives, on estimating volatility from historical data), to two places.
    /// </summary>
    public decimal? Volatility { get; init; }

    /// <summary>The lowest price of the year up to the last day.</summary>
    public decimal? YearLow { get; init; }

    /// <summary>The highest likewise.</summary>
    public decimal? YearHigh { get; init; }

    /// <summary>The mean of the volumes of the last 20 days, to a whole number.</summary>
    public long? AverageVolume { get; init; }

    public static QuoteStatistics Of(PriceSeries series)
    {
        var (low, high) = Year(series);
        return new QuoteStatistics
        {
            Average5 = Average(series, 5), Average20 = Average(series, Month), Average50 = Average(series, 50), Average200 = Average(series, 200),
            Volatility = VolatilityOf(series), YearLow = low, YearHigh = high, AverageVolume = Volume(series),
        };
    }

    private static bool Has(PriceSeries series, int days) => series.Count - days >= series.ComparableFrom;

    private static decimal? Average(PriceSeries series, int days) =>
        Has(series, days) ? Rounded(Enumerable.Range(series.Count - days, days).Sum(series.Close) / days) : null;

    private static decimal? VolatilityOf(PriceSeries series)
    {
        if (!Has(series, Month + 1))
        {
            return null;
        }

        var returns = Enumerable.Range(series.Count - Month, Month).Select(index => Math.Log((double)series.Close(index) / (double)series.Close(index - 1))).ToList();
        var mean = returns.Average();
        var yearly = Math.Sqrt(returns.Sum(one => (one - mean) * (one - mean)) / (Month - 1)) * Math.Sqrt(TradingDays) * 100;
        return double.IsFinite(yearly) && yearly < 1e6 ? Math.Round((decimal)yearly, 2, MidpointRounding.AwayFromZero) : null;
    }

    // Of a file that reaches back a year, but for a week of holidays.
    private static (decimal? Low, decimal? High) Year(PriceSeries series)
    {
        var begin = series.Row(series.Count - 1).Date.AddYears(-1);
        var first = Enumerable.Range(series.ComparableFrom, series.Count - series.ComparableFrom).FirstOrDefault(index => series.Row(index).Date > begin, -1);
        if (first < 0 || series.Row(first).Date > begin.AddDays(8) || (first == series.ComparableFrom && series.Suspected is not null))
        {
            return (null, null);
        }

        var days = Enumerable.Range(first, series.Count - first).ToList();
        var (lows, highs) = (days.ConvertAll(index => series.Low(index)), days.ConvertAll(index => series.High(index)));
        return (lows.TrueForAll(static low => low is not null) ? Rounded(lows.Min()!.Value) : null, highs.TrueForAll(static high => high is not null) ? Rounded(highs.Max()!.Value) : null);
    }

    private static long? Volume(PriceSeries series)
    {
        if (!Has(series, Month) || !series.AreSharesTheSame(series.Count - Month, series.Count - 1))
        {
            return null;
        }

        var volumes = Enumerable.Range(series.Count - Month, Month).Select(index => series.Row(index).Volume).ToList();
        return volumes.TrueForAll(static volume => volume is not null) ? (long)Math.Round(volumes.Sum(static volume => (decimal)volume!.Value) / Month, MidpointRounding.AwayFromZero) : null;
    }

    // Digits that nobody paid are no use; of what is almost nothing all count.
    private static decimal Rounded(decimal value) => Math.Abs(value) < 0.1m ? value : Math.Round(value, Places, MidpointRounding.AwayFromZero);
}
