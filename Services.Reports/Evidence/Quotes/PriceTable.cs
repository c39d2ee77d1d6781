using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>The lines of a price file, cut into fields by whatever separates them.</summary>
/// <param name="Header">Its header.</param>
/// <param name="HeaderLine">The line that it stands in.</param>
/// <param name="Lines">Those below it, without blank ones, comments, text at the end and the header said again; cut into fields, and as they stand there.</param>
/// <param name="Remarks">What was passed over.</param>
internal sealed record PriceTable(PriceHeader Header, int HeaderLine, IReadOnlyList<PriceLine> Lines, IReadOnlyList<Wording> Remarks)
{
    private const int LookedThrough = 20;
    private const int MostText = 5;
    private static readonly char[] Separators = [',', ';', '\t', '|'];

    /// <summary>Whether one of the first lines is a header.</summary>
    public static bool HasHeader(string text) => Separators.Any(separator => FirstLines(text).Any(line => PriceHeader.Find(line.Split(separator)) is not null));

    public static PriceTable Read(string text)
    {
        // Excel's own hint, which spreadsheets of its kind begin with.
        var hinted = text.StartsWith("sep=", StringComparison.OrdinalIgnoreCase) && text.Length > 4 && Separators.Contains(text[4]);
        var separator = hinted ? text[4] : Separator(text);
        var lines = Cut(text, separator);
        var first = hinted ? 1 : 0;
        for (var i = first; i < Math.Min(lines.Count, LookedThrough); i++)
        {
            if (FindHeader(lines, i) is var (header, last))
            {
                return header.Twice is { } twice ? throw new MalformedQuotesException(lines[i].Number, PriceWords.Twice(twice)) : Below(header, lines, first, i, last);
            }
        }

        throw lines.Count == 0 ? new MalformedQuotesException(PriceWords.Nothing)
            : text is ['<', ..] ? new MalformedQuotesException(PriceWords.WebPage)
            : text is ['{' or '[', ..] ? new MalformedQuotesException(PriceWords.Json)
            : new MalformedQuotesException(lines[0].Number, PriceWords.NoHeader);
    }

    // Programs with columns of several levels write the name of the dates into a line of its own, one or two below the others.
    private static (PriceHeader Header, int Last)? FindHeader(List<PriceLine> lines, int at)
    {
        if (PriceHeader.Find(lines[at].Fields) is { } whole)
        {
            return (whole, at);
        }

        for (var below = at + 1; below < Math.Min(lines.Count, at + 3); below++)
        {
            var (index, fields) = (Array.FindIndex(lines[below].Fields, static field => field.Length > 0), lines[below].Fields);
            if (index < lines[at].Fields.Length && fields.Count(static field => field.Length > 0) == 1 && fields.Length > 1)
            {
                string[] joined = [.. lines[at].Fields];
                joined[index] = fields[index];
                return PriceHeader.Find(joined) is { } found ? (found, below) : null;
            }
        }

        return null;
    }

    private static PriceTable Below(PriceHeader header, List<PriceLine> lines, int first, int at, int last)
    {
        // A sentence may say that these are no prices, or not these; only what is marked as a comment says nothing to us.
        if (lines[first..at].FindIndex(static line => !IsComment(line.Fields)) is >= 0 and var said)
        {
            throw new MalformedQuotesException(lines[first + said].Number, PriceWords.Notice(lines[at].Number));
        }

        var own = lines[at].Fields;
        var below = lines[(last + 1)..].Where(line => !line.Fields.SequenceEqual(own)).ToList();
        var comments = at - first + below.RemoveAll(static line => IsComment(line.Fields));
        var end = below.Count;
        while (end > 0 && below.Count - end <= MostText && IsText(header, below[end - 1].Fields))
        {
            end--;
        }

        var remarks = new List<Wording>();
        remarks.AddRange(comments > 0 ? [PriceWords.Comments(comments)] : []);
        remarks.AddRange(end < below.Count ? [PriceWords.Below(below[end].Number)] : []);
        return new PriceTable(header, lines[last].Number, below[..end], remarks);
    }

    private static bool IsComment(string[] fields) =>
        (fields[0].StartsWith('#') && !PriceNumbers.IsMissing(fields[0].Trim())) || fields[0].StartsWith("//", StringComparison.Ordinal) || fields[0].Trim() == "sep=";

    // Words where the date should be, and no price.
    private static bool IsText(PriceHeader header, string[] fields) =>
        header.Field(fields, PriceColumn.Date) is { Length: > 0 } date && !char.IsAsciiDigit(date[0]) && !PriceDates.IsDate(date) && !header.Field(fields, PriceColumn.Close).Any(char.IsAsciiDigit)
        && (fields.Length < header.Fields || !PriceNumbers.IsMissing(header.Field(fields, PriceColumn.Close)));

    private static List<PriceLine> Cut(string text, char separator)
    {
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = separator.ToString(), BadDataFound = null, IgnoreBlankLines = false, CountBytes = false,
        };
        using var parser = new CsvParser(new StringReader(text), configuration);
        var (lines, number) = (new List<PriceLine>(), 1);
        while (parser.Read())
        {
            if (parser.Record is { } fields && !fields.All(string.IsNullOrWhiteSpace))
            {
                lines.Add(new PriceLine(number, fields, parser.RawRecord));
            }

            number = parser.RawRow + 1;
        }

        return lines;
    }

    // What is most often in one of the first lines; a sentence above the header does not hide it.
    private static char Separator(string text)
    {
        var lines = FirstLines(text);
        return Separators.MaxBy(separator => lines.Max(line => PriceHeader.Find(line.Split(separator)) is null ? 0 : line.Count(c => c == separator)));
    }

    private static List<string> FirstLines(string text) => [.. text.Split(['\n', '\r'], LookedThrough).Take(LookedThrough - 1).DefaultIfEmpty(text)];
}
