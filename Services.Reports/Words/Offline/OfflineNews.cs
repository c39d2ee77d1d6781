namespace Nanobot.Services.Reports.Words.Offline;

/// <summary>What the offline model says of news: the first headlines, which are those that name what the user follows, word for word.</summary>
internal static class OfflineNews
{
    private const int MostBesidePrices = 2;
    private const int MostAlone = 5;

    public static IEnumerable<string> Sentences(OfflineEvidence evidence, OfflineVoice voice) => evidence.News.Where(static news => IsOneSentence(news.Title))
        .Take(evidence.Quotes.Count > 0 ? MostBesidePrices : MostAlone)
        .Select((news, place) => place switch
        {
            0 => voice.Sentence($"新闻方面，“{news.Title}”", $"In the news: “{news.Title}”", news.Number),
            1 or 3 => voice.Sentence($"另有“{news.Title}”", $"Another headline reads “{news.Title}”", news.Number),
            _ => voice.Sentence($"还有“{news.Title}”", $"There is also “{news.Title}”", news.Number),
        });

    /// <summary>Whether a text from elsewhere can be quoted within a sentence: without an end of one, quotation marks or brackets of its own.</summary>
    public static bool IsOneSentence(string text) => text.AsSpan().IndexOfAny("!?。！？\"“”[]") < 0 && !text.Contains(". ", StringComparison.Ordinal) && !text.EndsWith('.');
}
