using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Tests.Words;

public sealed class WordsCheckTests
{
    private static readonly EvidenceFacts Evidence = Facts(ReportLanguage.English);
    private static readonly EvidenceFacts Chinese = Facts(ReportLanguage.Chinese);

    [Theory]
    [InlineData("AAPL closed at 169.23 [E1].")]
    [InlineData("AAPL closed at $169.23, down 1.08% [E1].")]
    [InlineData("AAPL lost 1.08 percent, or 1.85, to 169.23. [E1]")]
    [InlineData("It moved -1.85 (-1.08%) [E1].")]
    [InlineData("It moved −1.85 [E1].")]
    [InlineData("GOOGL closed at 1,053.40 [E2].")]
    [InlineData("GOOGL gained +0.24% [E2].")]
    [InlineData("Volume was 25643711 [E1].")]
    [InlineData("On 2017-12-29 it ended at 169.23 [E1].")]
    [InlineData("2017年12月29日苹果收于１６９．２３，下跌１．０８％[E1]。")]
    [InlineData("Battery makers raised 3 million [E3].")]
    [InlineData("Battery makers raised 3,000,000 [E3].")]
    [InlineData("They got five percent more [E3].")]
    [InlineData("AAPL ranged 168.50-171.85 [E1].")]
    [InlineData("Both closed: 169.23 and 1053.40 [E1][E2].")]
    [InlineData("Without a citation, 1053.40 is still in the evidence.")]
    [InlineData("Nothing numeric here at all.")]
    [InlineData("AAPL fell and GOOGL rose [E1][E2].")]
    [InlineData("AAPL and GOOGL closed at 169.23 and 1053.40 [E1][E2].")]
    [InlineData("Unlike AAPL, GOOGL gained 0.24% [E1][E2].")]
    [InlineData("GOOGL did not fall [E2].")]
    [InlineData("AAPL slipped from its high of 171.85 to 169.23 [E1].")]
    [InlineData("A 1.08% decline took AAPL to $169.23 [E1].")]
    [InlineData("AAPL closed at 169.23 on December 29, 2017 [E1].")]
    [InlineData("On Friday, 29 December, AAPL closed at 169.23 [E1].")]
    [InlineData("AAPL traded 25,643,711 shares [E1].")]
    [InlineData("GOOGL rose 2.55 points, staying within its five-day range of 1048.05 to 1064.84 [E2].")]
    [InlineData("“Battery makers raise 3 million dollars”, the feed says [E3].")]
    [InlineData("At 22:00 battery makers had raised 3 million dollars [E3].")]
    [InlineData("Oil is rising, as OPEC keeps its word [E4].")]
    [InlineData("NVDA is not in the evidence.")]
    [InlineData("The CEO of no company spoke.")]
    [InlineData("AAPL moved 1.08% [E1].")]
    [InlineData("AAPL fell 1.08%, with a volatility of 19.76% a year [E1].")]
    [InlineData("AAPL fell to 169.23, below its 20-day average of 170.25 [E1].")]
    [InlineData("AAPL's 52-week range is 140.50 to 177.25 [E1].")]
    [InlineData("Apple Inc. fell 1.08% [E1].")]
    public void What_the_evidence_has_stays(string sentence)
    {
        var words = WordsCheck.Read(sentence, Evidence).ToWords();

        Assert.Equal(0, words.Removed);
        Assert.Equal(sentence, Assert.Single(words.Paragraphs));
    }

    [Theory]
    [InlineData("AAPL closed at 169.24 [E1].")]
    [InlineData("AAPL closed near 169 [E1].")]
    [InlineData("AAPL closed at 16923 [E1].")]
    [InlineData("It moved +1.85 [E1].")]
    [InlineData("It moved +1.08% [E1].")]
    [InlineData("GOOGL moved -0.24% [E2].")]
    [InlineData("AAPL closed at 1053.40 [E1].")]
    [InlineData("It gained 169.23% [E1].")]
    [InlineData("Volume was 25.6 million [E1].")]
    [InlineData("Volume was 2564万 [E1]。")]
    [InlineData("Volume was 5 million [E1].")]
    [InlineData("It rose 29 points [E1].")]
    [InlineData("On 2017-12-30 it ended at 169.23 [E1].")]
    [InlineData("苹果收于１７０．００[E1]。")]
    [InlineData("苹果下跌百分之五[E1]。")]
    [InlineData("It lost five percent [E1].")]
    [InlineData("It rose ½ a point [E1].")]
    [InlineData("It rose ٣٪ [E1].")]
    [InlineData("It closed at 1.6924e2 [E1].")]
    [InlineData("It closed at 99999999999999999999999999999999999999999 [E1].")]
    [InlineData("It did well [E5].")]
    [InlineData("AAPL lost 1.08 [E1].")]
    [InlineData("AAPL lost 1.85% [E1].")]
    [InlineData("AAPL closed at €169.23 [E1].")]
    [InlineData("AAPL closed at 169.23 shares [E1].")]
    [InlineData("Volume was $25,643,711 [E1].")]
    [InlineData("AAPL rose 1.08% [E1].")]
    [InlineData("AAPL was up 1.85 [E1].")]
    [InlineData("GOOGL fell to 1053.40 [E2].")]
    [InlineData("GOOGL was unchanged at 1053.40 [E2].")]
    [InlineData("AAPL did not fall [E1].")]
    [InlineData("AAPL rose and GOOGL fell [E1][E2].")]
    [InlineData("Both rose [E1][E2].")]
    [InlineData("The change was 1.08% [E1].")]
    [InlineData("AAPL closed at 1053.40 and GOOGL at 169.23 [E1][E2].")]
    [InlineData("AAPL and GOOGL closed at 1053.40 and 169.23 [E1][E2].")]
    [InlineData("GOOGL closed at 1053.40 [E1].")]
    [InlineData("AAPL closed at 171.85 [E1].")]
    [InlineData("AAPL had a volume of 169.23 [E1].")]
    [InlineData("AAPL's 5-day low was 171.85 [E1].")]
    [InlineData("AAPL stayed in its ten-day range [E1].")]
    [InlineData("There were 5 analysts [E1].")]
    [InlineData("AAPL closed at 169.23 on December 28, 2017 [E1].")]
    [InlineData("On Thursday AAPL closed at 169.23 [E1].")]
    [InlineData("TSLA fell 1.08% [E1].")]
    [InlineData("AAPL fell 1.08%, as did MSFT [E1].")]
    [InlineData("“Battery makers lose 3 million dollars”, the feed says [E3].")]
    [InlineData("Battery makers raised 3 million euros [E3].")]
    [InlineData("Oil falls as OPEC keeps its word [E4].")]
    [InlineData("AAPL doubled [E1].")]
    [InlineData("AAPL fell 19.76% [E1].")]
    [InlineData("AAPL fell to 170.25 [E1].")]
    [InlineData("AAPL closed at 155.125 [E1].")]
    [InlineData("AAPL traded 27,000,001 shares [E1].")]
    [InlineData("Volume rose to 25,643,711 [E1].")]
    [InlineData("It did well [E0].")]
    [InlineData("It did well [E99999999999].")]
    public void What_the_evidence_has_not_is_removed_and_counted(string sentence)
    {
        var words = WordsCheck.Read(sentence, Evidence).ToWords();

        Assert.Equal(1, words.Removed);
        Assert.Empty(words.Paragraphs);
    }

    [Theory]
    [InlineData("AAPL收于169.23，下跌1.85（-1.08%）[E1]。")]
    [InlineData("AAPL 2017-12-29 收盘 169.23，跌幅1.08%[E1]。")]
    [InlineData("GOOGL上涨0.24%，成交量1,156,357股[E2]。")]
    [InlineData("AAPL下跌，GOOGL上涨[E1][E2]。")]
    [InlineData("AAPL在五日区间168.50至171.85内波动[E1]。")]
    [InlineData("12月29日AAPL收于169.23美元[E1]。")]
    [InlineData("周五AAPL收于169.23[E1]。")]
    [InlineData("GOOGL没有下跌[E2]。")]
    [InlineData("AAPL涨跌幅为-1.08%[E1]。")]
    public void What_the_evidence_has_stays_in_chinese(string sentence) => Assert.Empty(WordsCheck.Read(sentence, Chinese).Faulty);

    [Theory]
    [InlineData("AAPL上涨1.08%[E1]。", "sign")]
    [InlineData("AAPL收于169.23元[E1]。", "unit")]
    [InlineData("GOOGL下跌[E2]。", "direction")]
    [InlineData("AAPL收于171.85[E1]。", "role")]
    [InlineData("12月28日AAPL收于169.23[E1]。", "date")]
    [InlineData("周四AAPL收于169.23[E1]。", "date")]
    [InlineData("GOOGL成交量放大，上升至1,156,357股[E2]。", "direction")]
    [InlineData("AAPL在十日区间内波动[E1]。", "number")]
    [InlineData("TSLA下跌1.08%[E1]。", "name")]
    [InlineData("AAPL变化为1.08%[E1]。", "sign")]
    [InlineData("AAPL称“电池厂商破产清算”[E3]。", "name")]
    [InlineData("报道称“电池厂商破产清算”[E3]。", "quotation")]
    [InlineData("AAPL平盘[E1]。", "direction")]
    [InlineData("它做得很好[E9]。", "citation")]
    public void What_it_has_not_goes_in_chinese_and_the_reason_is_known(string sentence, string kind) =>
        Assert.Equal(kind, Assert.Single(WordsCheck.Read(sentence, Chinese).Faulty).Fault!.Kind);

    [Fact]
    public void Only_the_sentence_goes_and_its_neighbours_stay()
    {
        var words = WordsCheck.Read("AAPL closed at 169.23 [E1]. It will reach 500 next year [E1]. GOOGL closed at 1053.40. [E2] Calm day!\n\n苹果收于169.23[E1]。明年将到500[E1]。平静。", Evidence).ToWords();

        Assert.Equal(2, words.Removed);
        Assert.Equal(["AAPL closed at 169.23 [E1]. GOOGL closed at 1053.40. [E2] Calm day!", "苹果收于169.23[E1]。平静。"], words.Paragraphs);
    }

    [Fact]
    public void Evidence_quoted_with_its_citation_in_front_stays_whole()
    {
        var words = WordsCheck.Read(string.Join("\n\n", Lines(ReportLanguage.English).Select((line, i) => $"[E{i + 1}] {line}.")), Evidence).ToWords();

        Assert.Equal(0, words.Removed);
        Assert.Equal(4, words.Paragraphs.Count);
    }

    [Fact]
    public void Marks_of_headings_lists_and_emphasis_are_taken_off()
    {
        var words = WordsCheck.Read("## Summary\n1. **AAPL** closed at 169.23 [E1].\n- Calm `day`.", Evidence).ToWords();

        Assert.Equal(["Summary", "AAPL closed at 169.23 [E1].", "Calm day."], words.Paragraphs);
    }

    [Fact]
    public void A_long_hostile_answer_is_checked_in_time()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        WordsCheck.Read(new string('1', 20_000) + string.Concat(Enumerable.Repeat("1,", 10_000)) + new string('"', 20_000) + string.Concat(Enumerable.Repeat("十", 10_000)), Evidence);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}");
    }

    private static EvidenceFacts Facts(ReportLanguage language) =>
        EvidenceFacts.Of(new EvidenceSnapshot(DateTimeOffset.UnixEpoch, language.Code, Quotes, News, [], Lines(language)), "What of NVDA?");

    private static IReadOnlyList<string> Lines(ReportLanguage language) => EvidenceLines.Of(language, "daily", Quotes, News, TimeZoneInfo.Utc);

    private static IReadOnlyList<QuoteFigures> Quotes =>
    [
        new("AAPL", new DateOnly(2017, 12, 29), 169.23m, 171.08m, new DateOnly(2017, 12, 28), 168.50m, 171.85m, 25_643_711) { Statistics = Statistics },
        new("GOOGL", new DateOnly(2017, 12, 29), 1053.40m, 1050.85m, new DateOnly(2017, 12, 28), 1048.05m, 1064.84m, 1_156_357),
    ];

    private static QuoteStatistics Statistics => new() { Average20 = 170.25m, Average50 = 165.75m, Average200 = 155.125m, YearLow = 140.5m, YearHigh = 177.25m, AverageVolume = 27_000_000, Volatility = 19.76m };

    private static IReadOnlyList<Headline> News =>
    [
        new("Battery makers raise 3 million dollars, five percent more than planned", null, new DateTimeOffset(2017, 12, 28, 22, 0, 0, TimeSpan.Zero)),
        new("Oil rises as OPEC keeps its word", null, null),
    ];
}
