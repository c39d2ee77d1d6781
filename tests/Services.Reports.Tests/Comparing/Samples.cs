using Nanobot.Services.Reports.Comparing;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Tests.Comparing;

/// <summary>Reports to compare.</summary>
internal static class Samples
{
    public static QuoteFigures Quote(string symbol, int day, decimal close, decimal? before = null, long? volume = null, string? currency = null) =>
        new(symbol, new DateOnly(2026, 11, day), close, before, before is null ? null : new DateOnly(2026, 11, day - 1), null, null, volume) { Currency = currency };

    public static Headline News(string title, string? link = null, string? source = "Feed", int day = 19) =>
        new(title, link is null ? null : new Uri(link), new DateTimeOffset(2026, 11, day, 0, 0, 0, TimeSpan.Zero), source);

    public static SourceStatus Source(string name, Wording? failure = null) => new(name, DateTimeOffset.UnixEpoch, failure is null ? 1 : 0, failure, []);

    public static EvidenceSnapshot Evidence(IReadOnlyList<QuoteFigures>? quotes = null, IReadOnlyList<Headline>? news = null, IReadOnlyList<SourceStatus>? sources = null, string language = "en") =>
        new(DateTimeOffset.UnixEpoch, language, quotes ?? [], news ?? [], sources ?? [], []);

    public static ComparableReport Report(string markdown, EvidenceSnapshot? evidence = null, string type = "daily") =>
        new(Guid.CreateVersion7(), type, markdown, evidence, new DateTimeOffset(2026, 11, 19, 9, 0, 0, TimeSpan.Zero));

    /// <summary>A random report of paragraphs, items and rows, in Chinese and English, and one that was made from it by some edits.</summary>
    public static (string One, string Other) Texts(Random random)
    {
        string[] words = ["gold", "rose", "fell", "by", "1.50", "2,345.67", "the", "市场", "上涨", "特斯拉", "[E1]", "**bold**", "<b>", "&amp;", "a-b"];
        var lines = Enumerable.Range(0, random.Next(1, 20)).Select(_ => Line()).ToList();
        var other = new List<string>(lines);
        for (var edit = random.Next(0, 8); edit > 0; edit--)
        {
            var at = random.Next(other.Count + 1);
            switch (random.Next(4))
            {
                case 0:
                    other.Insert(at, Line());
                    break;
                case 1 when at < other.Count:
                    other.RemoveAt(at);
                    break;
                case 2 when at < other.Count:
                    other[at] += " " + words[random.Next(words.Length)];
                    break;
                default:
                    other.Reverse();
                    break;
            }
        }

        return (Joined(lines), Joined(other));

        string Line() => random.Next(6) == 0 ? $"## {words[random.Next(words.Length)]}" : string.Join(random.Next(3) == 0 ? "" : " ", Enumerable.Range(0, random.Next(1, 9)).Select(_ => words[random.Next(words.Length)]));

        static string Joined(IEnumerable<string> lines) => "# Title\n\n" + string.Join("\n\n", lines);
    }
}
