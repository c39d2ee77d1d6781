namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>Reads the fields of one row.</summary>
internal sealed class PriceRowReader(PriceHeader header, PriceNumbers numbers, PriceDates dates)
{
    private const decimal Dearest = 1e18m;
    private const decimal MostTraded = 1e18m;
    private const decimal LargestSplit = 1e4m;

    // Adjusting by a factor moves the last digits of each price on its own.
    private const decimal Rounding = 1e-6m;

    /// <summary>The day, and the time within it; null where the row has no price.</summary>
    /// <exception cref="MalformedQuotesException">It is not as it should be.</exception>
    public (PriceRow Row, TimeSpan? Time)? Read(string[] fields, int line)
    {
        if (PriceNumbers.IsMissing(Field(PriceColumn.Close)) || IsNothing())
        {
            return null;
        }

        var (day, time) = dates.Read(Field(PriceColumn.Date), Field(PriceColumn.Time), line);
        var row = new PriceRow(day, Price(PriceColumn.Open), Price(PriceColumn.High), Price(PriceColumn.Low), Price(PriceColumn.Close)!.Value, Volume())
        {
            // What stands beside the prices costs no day where it is none: then it is not used.
            Adjusted = numbers.Read(Field(PriceColumn.Adjusted)) is { } adjusted and > 0 and < Dearest ? adjusted : null,
            Split = SplitRatio.Parse(Field(PriceColumn.Split), numbers) is { } split and not 1 and > 1 / LargestSplit and < LargestSplit ? split : null,
        };
        Check(row, line);
        return (row, time);

        string Field(PriceColumn column) => header.Field(fields, column);

        // Some write zeros for a day without trades.
        bool IsNothing() => new[] { PriceColumn.Open, PriceColumn.High, PriceColumn.Low, PriceColumn.Close }.Select(Field).All(field => PriceNumbers.IsMissing(field) || numbers.Read(field) == 0);

        decimal? Price(PriceColumn column)
        {
            var field = Field(column);
            return PriceNumbers.IsMissing(field) ? null
                : numbers.Read(field) is not { } value ? throw new MalformedQuotesException(line, PriceWords.NoNumber(column))
                : value is > 0 and < Dearest ? value
                : throw new MalformedQuotesException(line, PriceWords.NoPrice(column));
        }

        long? Volume()
        {
            var field = Field(PriceColumn.Volume);
            return PriceNumbers.IsMissing(field) ? null
                : numbers.ReadVolume(field) is { } value and >= 0 and < MostTraded ? (long)value
                : throw new MalformedQuotesException(line, PriceWords.NoNumber(PriceColumn.Volume));
        }
    }

    private static void Check(PriceRow row, int line)
    {
        var slack = row.Close * Rounding;
        if (row.Low > row.High + slack)
        {
            throw new MalformedQuotesException(line, PriceWords.LowAboveHigh);
        }

        if (row.Close < row.Low - slack || row.Close > row.High + slack)
        {
            throw new MalformedQuotesException(line, PriceWords.CloseOutside);
        }
    }
}
