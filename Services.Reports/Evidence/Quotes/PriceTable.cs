using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>The lines of a price file, cut into fields by whatever separates them.</summary>
/// <param name="Header">Its header.</param>
/// <param name="HeaderLine">The line that it stands in.</param>
/// <param name="Lines">Those below it, without blank ones and the header said again.</param>
/// <param name="IsCommaFree">Whether something else than commas separates the fields.</param>
internal sealed record PriceTable(PriceHeader Header, int HeaderLine, IReadOnlyList<(int Number, string[] Fields)> Lines, bool IsCommaFree)
{
    private const int LookedThrough = 20;
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    public static PriceTable Read(string text)
    {
        // Excel's own hint, which spreadsheets of its kind begin with.
        var hinted = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 && Separators.Contains(text[4]);
        var separator = hinted ? text[4] : Separator(text);
        var lines = Cut(text, separator);
        for (var i = hinted ? 1 : 0; i < Math.Min(lines.Count, LookedThrough); i++)
        {
            if (PriceHeader.Find(lines[i].Fields) is not { } header)
            {
                continue;
            }

            var own = lines[i].Fields;
            return header.Twice is { } twice ? throw new MalformedQuotesException(lines[i].Number, PriceWords.Twice(twice))
                : i == (hinted ? 1 : 0) ? new PriceTable(header, lines[i].Number, [.. lines[(i + 1)..].Where(line => !line.Fields.SequenceEqual(own))], separator != ',')
                // Prices are only read from a file that is nothing else.
                : throw new MalformedQuotesException(lines[0].Number, PriceWords.Notice(lines[i].Number));
        }

        throw lines.Count == 0 ? new MalformedQuotesException(PriceWords.Nothing)
            : text is ['<', ..] ? new MalformedQuotesException(PriceWords.WebPage)
            : text is ['{' or '[', ..] ? new MalformedQuotesException(PriceWords.Json)
            : new MalformedQuotesException(lines[0].Number, PriceWords.NoHeader);
    }

    private static List<(int Number, string[] Fields)> Cut(string text, char separator)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(), BadDataFound = null, IgnoreBlankLines = false, CountBytes = false,
        };
        using var parser = new CsvParser(new StringReader(text), configuration);
        var (lines, number) = (new List<(int, string[])>(), 1);
        while (parser.Read())
        {
            if (parser.Record is { } fields && !fields.All(string.IsNullOrWhiteSpace))
            {
                lines.Add((number, fields));
            }

            number = parser.RawRow + 1;
        }

        return lines;
    }

    // What is most often in one of the first lines; a sentence above the header does not hide it.
    private static char Separator(string text)
    {
        var lines = text.Split(['\n', '\r'], LookedThrough).Take(LookedThrough - 1).DefaultIfEmpty(text).ToList();
        return Separators.MaxBy(separator => lines.Max(line => PriceHeader.Find(line.Split(separator)) is null ? 0 : line.Count(c => c == separator)));
    }
}
