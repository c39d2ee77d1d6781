using System.Globalization;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words.Offline;

/// <summary>The lines of evidence of a request, by what they tell.</summary>
/// <param name="Quotes">Of symbols.</param>
/// <param name="News">Headlines, with their numbers.</param>
/// <param name="Notes">What stands behind a heading: its number, the heading, the text.</param>
internal sealed partial record OfflineEvidence(IReadOnlyList<OfflineQuote> Quotes, IReadOnlyList<(int Number, string Title)> News, IReadOnlyList<(int Number, string Heading, string Text)> Notes)
{
    public bool IsEmpty => Quotes.Count == 0 && News.Count == 0 && Notes.Count == 0;

    public static OfflineEvidence Read(IEnumerable<string> lines)
    {
        var (quotes, news, notes) = (new List<OfflineQuote>(), new List<(int, string)>(), new List<(int, string, string)>());
        foreach (var line in lines.Select(static line => Line().Match(line)).Where(static line => line.Success))
        {
            var (number, text) = (int.Parse(line.Groups["number"].Value, CultureInfo.InvariantCulture), line.Groups["text"].Value);
            if (Headline().Match(text) is { Success: true } headline)
            {
                news.Add((number, headline.Groups["title"].Value));
            }
            else if (Note().Match(text) is { Success: true } note)
            {
                notes.Add((number, note.Groups["heading"].Value, note.Groups["text"].Value));
            }
            else if (OfflineQuote.Read(number, text) is { } quote)
            {
                quotes.Add(quote);
            }
        }

        return new OfflineEvidence(quotes, news, notes);
    }

    /// <summary>The notes whose heading has a word.</summary>
    public IEnumerable<(int Number, string Heading, string Text)> About(string zh, string en) =>
        Notes.Where(note => note.Heading.Contains(zh, StringComparison.Ordinal) || note.Heading.StartsWith(en, StringComparison.Ordinal));

    [GeneratedRegex(@"\A\[E(?<number>\d{1,6})\] (?<text>.+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Line();

    [GeneratedRegex(@"\A(?:News(?: of [\d: -]+)?: |(?:[\d: -]+ )?新闻：)(?<title>.+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Headline();

    [GeneratedRegex("""
        \A(?<heading>Overview(?:\ of\ (?:the\ week\ to\ )?[\d-]+)?|Last\ \d+\ trading\ days|Over\ \d+\ trading\ days|Topics|Since\ the\ report\ of\ [\d:\ -]+|Calendar|Notes
        |(?:(?:截至\ )?[\d-]+\ (?:一周)?)?概览|近\ \d+\ 个交易日|\d+\ 个交易日以来|话题|自\ [\d:\ -]+\ 的报告以来|日历|笔记)(?::\ |：)(?<text>.+)\z
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Note();
}
