using System.Globalization;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>
/// Reads <c>Date,Open,High,Low,Close,Volume</c>, one trading day a line, ascending. Strict: a figure that is merely
/// likely to be right is worse in a report than none.
/// </summary>
internal static class PriceFile
{
    private const string Header = "Date,Open,High,Low,Close,Volume";
    private static readonly string[] Columns = Header.Split(',');

    /// <exception cref="MalformedQuotesException">Some line is not as it should be.</exception>
    public static List<PriceRow> Parse(string text)
    {
        var lines = text.TrimStart('\uFEFF').Split('\n');
        var last = lines.Length;
        while (last > 0 && lines[last - 1].Trim().Length == 0)
        {
            last--;
        }

        if (last == 0 || lines[0].TrimEnd('\r') != Header)
        {
            throw new MalformedQuotesException(1, $"the header is not {Header}");
        }

        var rows = new List<PriceRow>(last - 1);
        for (var i = 1; i < last; i++)
        {
            var row = ParseRow(lines[i].TrimEnd('\r'), i + 1);
            if (rows.Count > 0 && row.Date <= rows[^1].Date)
            {
                throw new MalformedQuotesException(i + 1, "Date is not after that of the line before");
            }

            rows.Add(row);
        }

        return rows.Count > 0 ? rows : throw new MalformedQuotesException(2, "there are no prices");
    }

    private static PriceRow ParseRow(string text, int line)
    {
        var fields = text.Split(',');
        if (fields.Length != Columns.Length)
        {
            throw new MalformedQuotesException(line, $"{fields.Length} fields instead of {Columns.Length}");
        }

        if (!DateOnly.TryParseExact(fields[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
        {
            throw new MalformedQuotesException(line, "Date is not a date (yyyy-MM-dd)");
        }

        var row = new PriceRow(date, Price(fields, 1, line), Price(fields, 2, line), Price(fields, 3, line), Price(fields, 4, line), Volume(fields[5], line));
        if (row.Low > row.High)
        {
            throw new MalformedQuotesException(line, "Low is above High");
        }

        return row.Close >= row.Low && row.Close <= row.High
            ? row
            : throw new MalformedQuotesException(line, "Close is not between Low and High");
    }

    private static decimal Price(string[] fields, int column, int line)
    {
        if (!decimal.TryParse(fields[column], NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            throw new MalformedQuotesException(line, $"{Columns[column]} is not a number");
        }

        return value is > 0 and < 1_000_000_000_000m
            ? value
            : throw new MalformedQuotesException(line, $"{Columns[column]} is not a price above 0");
    }

    private static long Volume(string field, int line) =>
        long.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var volume) && volume < 1_000_000_000_000_000
            ? volume
            : throw new MalformedQuotesException(line, "Volume is not a whole number");
}
