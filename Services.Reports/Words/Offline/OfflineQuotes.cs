namespace Nanobot.Services.Reports.Words.Offline;

/// <summary>What the offline model says of prices: how the list went, and what stands out in it.</summary>
internal static class OfflineQuotes
{
    private const int MostTold = 4;
    private const decimal NearTop = 0.8m;
    private const decimal NearBottom = 0.2m;

    /// <summary>Those that moved most to either side, the list's own order where it is short.</summary>
    public static IEnumerable<string> Sentences(OfflineEvidence evidence, OfflineVoice voice) =>
        Chosen(evidence.Quotes).Select((quote, place) => voice.Sentence(Zh(quote, place), En(quote, place), quote.Number));

    private static IEnumerable<OfflineQuote> Chosen(IReadOnlyList<OfflineQuote> quotes) => quotes.Count <= MostTold ? quotes :
    [
        .. quotes.Where(static quote => quote.Moved > 0).OrderByDescending(static quote => quote.Moved).Take(MostTold / 2),
        .. quotes.Where(static quote => quote.Moved < 0).OrderBy(static quote => quote.Moved).Take(MostTold / 2),
    ];

    private static string En(OfflineQuote quote, int place)
    {
        var on = place == 0 ? $" on {quote.Date}" : "";
        if (quote.Percent is null)
        {
            return $"{quote.Symbol} closed at {quote.Close} on {quote.Date}{Range(quote, place, ", ")}";
        }

        if (quote.Moved == 0)
        {
            return $"{quote.Symbol} was unchanged at {quote.Close}{on}{Range(quote, place, ", ")}";
        }

        var rose = quote.Moved > 0;
        var against = place > 0 ? "" : quote.Against is { } day ? $" against {day}" : " against the close before";
        return (place % 3) switch
        {
            0 => $"{quote.Symbol} closed at {quote.Close}{on}, {(rose ? "up" : "down")} {quote.Size}{against}{Range(quote, place, ", and so ")}",
            1 => $"{quote.Symbol} {(rose ? "rose" : "fell")} by {quote.Size} to {quote.Close}{against}{Range(quote, place, ", ")}",
            _ => $"{quote.Symbol} {(rose ? "gained" : "lost")} {quote.Size} and closed at {quote.Close}{against}{Range(quote, place, ", ")}",
        };
    }

    private static string Range(OfflineQuote quote, int place, string joint) => quote.Place switch
    {
        >= NearTop => $"{joint}near the top of its 5-day range between {quote.Low} and {quote.High}",
        <= NearBottom => $"{joint}near the bottom of its 5-day range between {quote.Low} and {quote.High}",
        not null when place == 0 => $"; its 5-day range lies between {quote.Low} and {quote.High}",
        _ => "",
    };

    private static string Zh(OfflineQuote quote, int place)
    {
        var on = place == 0 ? $" {quote.Date}" : "";
        if (quote.Percent is null)
        {
            return $"{quote.Symbol} {quote.Date} 收盘 {quote.Close}{RangeZh(quote, place)}";
        }

        if (quote.Moved == 0)
        {
            return $"{quote.Symbol}{on} 收平于 {quote.Close}{RangeZh(quote, place)}";
        }

        var rose = quote.Moved > 0;
        var against = place > 0 ? "" : quote.Against is { } day ? $"（较 {day}）" : "（较前收盘）";
        return (place % 3) switch
        {
            0 => $"{quote.Symbol}{on} 收盘 {quote.Close}，{(rose ? "上涨" : "下跌")} {quote.Size}{against}{RangeZh(quote, place)}",
            1 => $"{quote.Symbol} {(rose ? "上涨" : "下跌")} {quote.Size}，收于 {quote.Close}{RangeZh(quote, place)}",
            _ => $"{quote.Symbol} {(rose ? "涨" : "跌")} {quote.Size}，收盘 {quote.Close}{RangeZh(quote, place)}",
        };
    }

    private static string RangeZh(OfflineQuote quote, int place) => quote.Place switch
    {
        >= NearTop => $"，接近5日区间（{quote.Low} 至 {quote.High}）的上沿",
        <= NearBottom => $"，接近5日区间（{quote.Low} 至 {quote.High}）的下沿",
        not null when place == 0 => $"，5日区间为 {quote.Low} 至 {quote.High}",
        _ => "",
    };
}
