using System.Text;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Searching;

namespace Nanobot.Services.Reports.Tests.Searching;

public sealed class ReportTextTests
{
    [Fact]
    public void What_is_searched_has_no_marks_no_citations_and_no_addresses()
    {
        var text = ReportText.Of("""
            # Daily report: 2026-11-19

            Shares \*rose\* again [E1], by **a lot** [E2].

            ## Prices

            | Symbol | Evidence | Close |
            | --- | --- | --- |
            | AAPL | [E1] | 1.50 |

            - [E2] [Calm seas](https://news.example.com/calm) (Feed)
            """, new EvidenceSnapshot(DateTimeOffset.UnixEpoch, "en", [new QuoteFigures("aapl", new DateOnly(2026, 11, 19), 1.5m, null, null, null, null, null)], [new Headline("Left out", null, null)], [], []));

        Assert.Equal("Daily report: 2026-11-19\u001eShares *rose* again, by a lot.\nPrices\nSymbol | Evidence | Close\nAAPL | 1.50\nCalm seas (Feed)\u001eLeft out\u001eAAPL", text.Said);
        Assert.Equal(["AAPL"], text.Symbols);
    }

    [Theory]
    [InlineData("ΣΊΣΥΦΟΣ σίσυφος")]
    [InlineData("Straße ǅ İıKſ 𐐀𐐨 Ǆ ŉ ΐ")]
    [InlineData("特斯拉 ＡＢＣ 😀👩‍👩‍👧")]
    public void Folding_keeps_each_character_at_its_place(string text)
    {
        var folded = Folding.Fold(text);

        Assert.Equal(text.EnumerateRunes().Select(static rune => Folding.Fold(rune.ToString())), folded.EnumerateRunes().Select(static rune => rune.ToString()));
        Assert.Equal(folded, Folding.Fold(folded));
    }

    [Fact]
    public void A_text_in_parts_that_are_put_together_is_found_by_its_composed_form() =>
        Assert.Contains("café", Folding.Fold(ReportText.Of("# x\n\nCAFE\u0301", null).Said), StringComparison.Ordinal);

    [Fact]
    public void An_excerpt_ends_at_the_borders_of_its_part_and_never_within_a_character()
    {
        var before = string.Concat(Enumerable.Repeat("👩‍👩‍👧", 30));
        var window = $"title\u001e{before}特斯拉{new string('x', 900)}\u001eheadline";

        var (ahead, match, behind) = ReportExcerpt.Of(window, ("title\u001e" + before).EnumerateRunes().Count(), 3);

        Assert.Equal("特斯拉", match);
        Assert.True(ahead.Length > 0 && before.EndsWith(ahead, StringComparison.Ordinal) && ahead.Length % "👩‍👩‍👧".Length == 0, ahead);
        Assert.Equal(ReportExcerpt.Longest, ahead.Length + match.Length + behind.Length);
        Assert.Equal(("", "x", ""), ReportExcerpt.Of("a\u001ex\u001eb", 2, 1));
        Assert.True(ahead.IsNormalized(NormalizationForm.FormC));
    }
}
