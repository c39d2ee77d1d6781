using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Tests.Words;

public sealed class WordsCheckTests
{
    private static readonly string[] Evidence =
    [
        "AAPL closed at 169.23 on 2017-12-29, -1.85 (-1.08%) against the close before; 5-day range 168.50 – 171.85; volume 25,643,711",
        "GOOGL closed at 1053.40 on 2017-12-29, +2.55 (+0.24%) against the close before; 5-day range 1048.05 – 1064.84; volume 1,156,357",
        "News of 2017-12-28 22:00: Battery makers raise 3 million dollars, five percent more than planned",
    ];

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
    public void What_the_evidence_has_stays(string sentence)
    {
        var words = WordsCheck.Apply(sentence, Evidence);

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
    [InlineData("It did well [E4].")]
    [InlineData("It did well [E0].")]
    [InlineData("It did well [E99999999999].")]
    public void What_the_evidence_has_not_is_removed_and_counted(string sentence)
    {
        var words = WordsCheck.Apply(sentence, Evidence);

        Assert.Equal(1, words.Removed);
        Assert.Empty(words.Paragraphs);
    }

    [Fact]
    public void Only_the_sentence_goes_and_its_neighbours_stay()
    {
        var words = WordsCheck.Apply("AAPL closed at 169.23 [E1]. It will reach 500 next year [E1]. GOOGL closed at 1053.40. [E2] Calm day!\n\n苹果收于169.23[E1]。明年将到500[E1]。平静。", Evidence);

        Assert.Equal(2, words.Removed);
        Assert.Equal(["AAPL closed at 169.23 [E1]. GOOGL closed at 1053.40. [E2] Calm day!", "苹果收于169.23[E1]。平静。"], words.Paragraphs);
    }

    [Fact]
    public void Evidence_quoted_with_its_citation_in_front_stays_whole()
    {
        var words = WordsCheck.Apply(string.Join("\n\n", Evidence.Select((line, i) => $"[E{i + 1}] {line}.")), Evidence);

        Assert.Equal(0, words.Removed);
        Assert.Equal(3, words.Paragraphs.Count);
    }

    [Fact]
    public void Marks_of_headings_lists_and_emphasis_are_taken_off()
    {
        var words = WordsCheck.Apply("## Summary\n1. **AAPL** closed at 169.23 [E1].\n- Calm `day`.", Evidence);

        Assert.Equal(["Summary", "AAPL closed at 169.23 [E1].", "Calm day."], words.Paragraphs);
    }

    [Fact]
    public void A_long_hostile_answer_is_checked_in_time()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();

        WordsCheck.Apply(new string('1', 20_000) + string.Concat(Enumerable.Repeat("1,", 10_000)) + new string('"', 20_000) + string.Concat(Enumerable.Repeat("十", 10_000)), Evidence);

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(5), $"took {watch.Elapsed}");
    }
}
