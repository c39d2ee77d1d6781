using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>
/// Makes days of rows. A figure that is merely likely to be right is worse in a report than none: what has no price is passed over and said so, what contradicts itself is refused.
/// </summary>
internal static class PriceRows
{
    /// <param name="table">The rows.</param>
    /// <param name="numbers">How their numbers are written.</param>
    /// <param name="today">The day, in UTC.</param>
    /// <param name="remarks">What had to be put up with so far.</param>
    /// <exception cref="MalformedQuotesException">Some row is not as it should be.</exception>
    public static PriceList Read(PriceTable table, PriceNumbers numbers, DateOnly today, List<Wording> remarks)
    {
        remarks.AddRange([.. table.Remarks, .. table.Header.IsAdjusted ? [PriceWords.Adjusted] : Array.Empty<Wording>()]);
        if (Values(table, PriceColumn.Symbol).Skip(1).Any())
        {
            throw new MalformedQuotesException(PriceWords.SeveralSymbols);
        }

        var currencies = Values(table, PriceColumn.Currency).Where(CurrencyName.IsOne).ToList();
        if (currencies.Count > 1)
        {
            throw new MalformedQuotesException(PriceWords.SeveralCurrencies);
        }

        var reader = new PriceRowReader(table.Header, numbers, PriceDates.Of(table.Lines.Select(line => table.Header.Field(line.Fields, PriceColumn.Date))));
        var (rows, without, origins) = (new List<(PriceRow, TimeSpan?)>(), new List<int>(), new List<(DateOnly Day, SourceRow Row)>());
        for (var i = 0; i < table.Lines.Count; i++)
        {
            var line = table.Lines[i];
            if (IsIncomplete(table.Header, line.Fields, line.Number, i == table.Lines.Count - 1))
            {
                remarks.Add(PriceWords.Incomplete(line.Number));
            }
            else if (reader.Read(line.Fields, line.Number) is { } row)
            {
                rows.Add(row);
                origins.Add((row.Row.Date, SourceRow.Of(line.Number, line.Raw, line.Pointer)));
            }
            else
            {
                without.Add(line.Number);
            }
        }

        remarks.AddRange(without.Count > 0 ? [PriceWords.PassedOver(without)] : []);
        return PriceDays.Of(rows, today, remarks) is { Count: > 0 } days
            ? new PriceList(Adjusting.Checked(days, remarks), remarks, origins.ToLookup(static origin => origin.Day, static origin => origin.Row)) { Currency = currencies.FirstOrDefault() is { } one ? CurrencyName.Of(one) : null }
            : throw new MalformedQuotesException(table.HeaderLine + 1, PriceWords.NoPrices);
    }

    private static IEnumerable<string> Values(PriceTable table, PriceColumn column) =>
        table.Lines.Select(line => table.Header.Field(line.Fields, column)).Where(static value => value.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase);

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
}
