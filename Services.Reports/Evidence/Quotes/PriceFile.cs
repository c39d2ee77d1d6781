using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>
/// Reads daily prices with at least a date and a close, in the forms that providers have. A figure that is merely likely to be
/// right is worse in a report than none: what has no price is passed over and said so, what contradicts itself is refused.
/// </summary>
internal static class PriceFile
{
    private const decimal Dearest = 1e18m;
    private const decimal MostTraded = 1e18m;

    // Adjusting by a factor moves the last digits of each price on its own.
    private const decimal Rounding = 1e-6m;

    /// <param name="document">The document.</param>
    /// <param name="today">The day, in UTC.</param>
    /// <exception cref="MalformedQuotesException">Some line is not as it should be.</exception>
    public static PriceList Parse(SourceDocument document, DateOnly today)
    {
        var text = PriceText.Of(document);
        var remarks = new List<Wording>();
        if (document.IsCutOff)
        {
            text = text[..(text.LastIndexOfAny(['\n', '\r']) + 1)];
            remarks.Add(PriceWords.CutOff);
        }

        return Parse(text, today, remarks);
    }

    private static PriceList Parse(string text, DateOnly today, List<Wording> remarks)
    {
        var table = PriceTable.Read(text);
        remarks.AddRange([.. table.Remarks, .. table.Header.IsAdjusted ? [PriceWords.Adjusted] : Array.Empty<Wording>()]);
        if (table.Lines.Select(line => table.Header.Field(line.Fields, PriceColumn.Symbol)).Where(static symbol => symbol.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase).Skip(1).Any())
        {
            throw new MalformedQuotesException(PriceWords.SeveralSymbols);
        }

        var (numbers, dates) = (Numbers(table), PriceDates.Of(table.Lines.Select(line => table.Header.Field(line.Fields, PriceColumn.Date))));
        var (rows, without, origins) = (new List<(PriceRow, TimeSpan?)>(), new List<int>(), new List<(DateOnly Day, SourceRow Row)>());
        for (var i = 0; i < table.Lines.Count; i++)
        {
            var (number, fields, raw) = table.Lines[i];
            if (IsIncomplete(table.Header, fields, number, i == table.Lines.Count - 1))
            {
                remarks.Add(PriceWords.Incomplete(number));
            }
            else if (Row(table.Header, fields, number, numbers, dates) is { } row)
            {
                rows.Add(row);
                origins.Add((row.Row.Date, SourceRow.Of(number, raw)));
            }
            else
            {
                without.Add(number);
            }
        }

        remarks.AddRange(without.Count > 0 ? [PriceWords.PassedOver(without)] : []);
        return PriceDays.Of(rows, today, remarks) is { Count: > 0 } days
            ? new PriceList(days, remarks, origins.ToLookup(static origin => origin.Day, static origin => origin.Row))
            : throw new MalformedQuotesException(table.HeaderLine + 1, PriceWords.NoPrices);
    }

    private static PriceNumbers Numbers(PriceTable table) => PriceNumbers.Of(
        table.Lines.SelectMany(line => new[] { PriceColumn.Open, PriceColumn.High, PriceColumn.Low, PriceColumn.Close }.Select(column => table.Header.Field(line.Fields, column))),
        table.Lines.Select(line => table.Header.Field(line.Fields, PriceColumn.Volume)));

    private static bool IsIncomplete(PriceHeader header, string[] fields, int line, bool isLast)
    {
        if (fields.Any(static field => field.Contains('\n', StringComparison.Ordinal)))
        {
            throw new MalformedQuotesException(line, PriceWords.OpenQuote);
        }

        var isShort = fields.Length < header.Fields;
        return (isShort && !isLast) || !fields.Skip(header.Fields).All(string.IsNullOrWhiteSpace)
            ? throw new MalformedQuotesException(line, PriceWords.Fields(fields.Length, header.Fields))
            : isShort;
    }

    private static (PriceRow Row, TimeSpan? Time)? Row(PriceHeader header, string[] fields, int line, PriceNumbers numbers, PriceDates dates)
    {
        if (PriceNumbers.IsMissing(header.Field(fields, PriceColumn.Close)) || IsNothing(header, fields, numbers))
        {
            return null;
        }

        var (day, time) = dates.Read(header.Field(fields, PriceColumn.Date), header.Field(fields, PriceColumn.Time), line);
        var row = new PriceRow(day, Price(PriceColumn.Open), Price(PriceColumn.High), Price(PriceColumn.Low), Price(PriceColumn.Close)!.Value, Volume());
        Check(row, line);
        return (row, time);

        decimal? Price(PriceColumn column)
        {
            var field = header.Field(fields, column);
            return PriceNumbers.IsMissing(field) ? null
                : numbers.Read(field) is not { } value ? throw new MalformedQuotesException(line, PriceWords.NoNumber(column))
                : value is > 0 and < Dearest ? value
                : throw new MalformedQuotesException(line, PriceWords.NoPrice(column));
        }

        long? Volume()
        {
            var field = header.Field(fields, PriceColumn.Volume);
            return PriceNumbers.IsMissing(field) ? null
                : numbers.ReadVolume(field) is { } value and >= 0 and < MostTraded ? (long)value
                : throw new MalformedQuotesException(line, PriceWords.NoNumber(PriceColumn.Volume));
        }
    }

    // Some write zeros for a day without trades.
    private static bool IsNothing(PriceHeader header, string[] fields, PriceNumbers numbers) =>
        new[] { PriceColumn.Open, PriceColumn.High, PriceColumn.Low, PriceColumn.Close }
            .Select(column => header.Field(fields, column)).All(field => PriceNumbers.IsMissing(field) || numbers.Read(field) == 0);

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
