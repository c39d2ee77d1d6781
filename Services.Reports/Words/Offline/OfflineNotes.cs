using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words.Offline;

/// <summary>What the offline model says of longer times, of what is new, and of what lies ahead.</summary>
internal static partial class OfflineNotes
{
    private const int MostRanges = 3;
    private const int MostSince = 3;
    private const int MostTopics = 2;
    private const int MostAhead = 2;
    private const int MostNoted = 2;

    /// <summary>Of a trend report: the strongest and the weakest over each time.</summary>
    public static IEnumerable<string> Trends(OfflineEvidence evidence, OfflineVoice voice) => evidence.About("个交易日以来", "Over ").GroupBy(static note => note.Heading).SelectMany(span =>
    {
        var quotes = span.Select(static note => (Quote: OfflineQuote.Read(note.Number, note.Text), Average: Average().Match(note.Text))).Where(static one => one.Quote?.Percent is not null && one.Average.Success).ToList();
        var days = Count().Match(span.Key).Value;
        return quotes.Count == 0 ? [] : new[] { quotes[0], quotes[^1] }.Distinct().Select(one => Trend(one.Quote!, one.Average, days, voice));
    });

    /// <summary>Of symbols in depth: how far from their highest close they are.</summary>
    public static IEnumerable<string> Ranges(OfflineEvidence evidence, OfflineVoice voice)
    {
        foreach (var (number, heading, text) in evidence.About("近 ", "Last ").Take(MostRanges))
        {
            if (Highest().Match(text) is not { Success: true } highest)
            {
                continue;
            }

            var (symbol, high, date, days) = (highest.Groups["symbol"].Value, highest.Groups["high"].Value, highest.Groups["date"].Value, Count().Match(heading).Value);
            yield return highest.Groups["percent"] is { Success: true, Value: var below }
                ? voice.Sentence($"{symbol} 较近 {days} 个交易日的最高收盘 {high}（{date}）下跌 {below}", $"{symbol} has fallen by {below} from its highest close of the last {days} trading days, {high} on {date}", number)
                : voice.Sentence($"{symbol} 的收盘 {high}（{date}）是近 {days} 个交易日的最高", $"The close of {symbol} on {date}, {high}, is its highest of the last {days} trading days", number);
        }
    }

    public static IEnumerable<string> Since(OfflineEvidence evidence, OfflineVoice voice) =>
        evidence.About("的报告以来", "Since the report of ").Take(MostSince).Select((note, place) => Since(note.Number, Moment().Match(note.Heading).Value, note.Text, place == 0, voice));

    public static IEnumerable<string> Topics(OfflineEvidence evidence, OfflineVoice voice) => evidence.About("话题", "Topics").Take(MostTopics)
        .Where(static note => OfflineNews.IsOneSentence(note.Text)).Select((note, place) => voice.Sentence($"{(place == 0 ? "最多的话题是" : "其次是")} {note.Text}",
            place == 0 ? $"The topic of most headlines is {note.Text}" : $"Next is {note.Text}", note.Number));

    public static IEnumerable<string> Ahead(OfflineEvidence evidence, OfflineVoice voice) => evidence.About("日历", "Calendar").Select(static note => (note.Number, Entry: Entry().Match(note.Text)))
        .Where(static note => note.Entry.Success && OfflineNews.IsOneSentence(note.Entry.Groups["title"].Value)).Take(MostAhead)
        .Select((note, place) => (note.Number, At: note.Entry.Groups["at"].Value, Title: note.Entry.Groups["title"].Value, IsFirst: place == 0))
        .Select(entry => voice.Sentence($"{(entry.IsFirst ? "接下来是" : "其后是")} {entry.At} 的“{entry.Title}”",
            $"{(entry.IsFirst ? "Ahead lies" : "Then comes")} “{entry.Title}” on {entry.At}", entry.Number));

    /// <summary>What the user has noted, word for word.</summary>
    public static IEnumerable<string> Noted(OfflineEvidence evidence, OfflineVoice voice) => evidence.About("笔记", "Notes").Select(static note => (note.Number, Said: Said().Match(note.Text)))
        .Where(static note => note.Said.Success && OfflineNews.IsOneSentence(note.Said.Groups["said"].Value) && OfflineNews.IsOneSentence(note.Said.Groups["path"].Value)).Take(MostNoted)
        .Select(note => voice.Sentence($"文件 {note.Said.Groups["path"].Value} 写道“{note.Said.Groups["said"].Value}”",
            $"The file {note.Said.Groups["path"].Value} says “{note.Said.Groups["said"].Value}”", note.Number));

    private static string Since(int number, string at, string text, bool isFirst, OfflineVoice voice)
    {
        if (OfflineQuote.Read(number, text) is { Percent: not null, Moved: not 0 } quote)
        {
            var rose = quote.Moved > 0;
            return voice.Sentence($"{(isFirst ? $"自 {at} 的报告以来，" : "")}{quote.Symbol} {(rose ? "上涨" : "下跌")} {quote.Size}，收于 {quote.Close}",
                $"{(isFirst ? $"Since the report of {at}, " : "")}{quote.Symbol} has {(rose ? "risen" : "fallen")} by {quote.Size} to {quote.Close}{(isFirst ? "" : " since then")}", number);
        }

        return text.Contains("since then", StringComparison.Ordinal) || text.Contains("此后", StringComparison.Ordinal)
            ? voice.Sentence(text.Replace("此后", $"自 {at} 的报告以来", StringComparison.Ordinal), Capital(text.Replace("since then", $"since the report of {at}", StringComparison.Ordinal)), number)
            : voice.Sentence($"自 {at} 的报告以来，{text}", isFirst ? $"Since the report of {at}, {text}" : $"{Capital(text)} since then", number);
    }

    private static string Capital(string text) => char.ToUpperInvariant(text[0]) + text[1..];

    private static string Trend(OfflineQuote quote, Match average, string days, OfflineVoice voice)
    {
        var (rose, mean, side) = (quote.Moved > 0, average.Groups["average"].Value, average.Groups["side"].Value);
        var (zh, en) = side is "above" or "高于" ? ("高于", "above") : side is "below" or "低于" ? ("低于", "below") : ("等于", "at");
        return quote.Moved == 0
            ? voice.Sentence($"{quote.Symbol} {days} 个交易日以来持平，收盘{zh} {days} 日均价 {mean}", $"Over {days} trading days {quote.Symbol} is unchanged, {en} its {days}-day average of {mean}", quote.Number)
            : voice.Sentence($"{quote.Symbol} {days} 个交易日以来{(rose ? "上涨" : "下跌")} {quote.Size}，收盘{zh} {days} 日均价 {mean}",
                $"Over {days} trading days {quote.Symbol} {(rose ? "rose" : "fell")} by {quote.Size} and closed {en} its {days}-day average of {mean}", quote.Number);
    }

    [GeneratedRegex(@"(?:(?<side>above|below|at) its \d+-day average of|(?<side>高于|低于|等于) \d+ 日均价) (?<average>\d[\d.,]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Average();

    [GeneratedRegex("""
        \A(?<symbol>\S+)\ (?:had\ its\ lowest\ close,\ [\d.,]+?,\ on\ [\d-]+\ and\ its\ highest,\ (?<high>\d[\d.,]*?),\ on\ (?<date>[\d-]+)|最低收盘\ [\d.,]+（[\d-]+），最高收盘\ (?<high>\d[\d.,]*)（(?<date>[\d-]+)）)
        (?:.*\(-(?<percent>\d[\d.,]*%)\))?
        """, RegexOptions.CultureInvariant | RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Highest();

    [GeneratedRegex(@"\A(?<at>\d{4}-\d\d-\d\d(?: \d\d:\d\d)?)(?:: |：)(?<title>.+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Entry();

    [GeneratedRegex(@"\A(?<path>.+?)(?: \([^()]*\)|（[^（）]*）)?(?:: |：)(?<said>.+)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Said();

    [GeneratedRegex(@"\d{4}-\d\d-\d\d \d\d:\d\d", RegexOptions.CultureInvariant)]
    private static partial Regex Moment();

    [GeneratedRegex(@"\d+", RegexOptions.CultureInvariant)]
    private static partial Regex Count();
}
