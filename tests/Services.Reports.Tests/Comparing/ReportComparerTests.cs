using System.Text.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Reports.Comparing;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Formats;

namespace Nanobot.Services.Reports.Tests.Comparing;

public sealed class ReportComparerTests
{
    [Fact]
    public void Figures_are_told_by_symbol_with_exact_differences()
    {
        var compared = Quotes(
            [Samples.Quote("UP", 18, 0.1m, 0.3m, 10), Samples.Quote("SAME", 18, 5m), Samples.Quote("GONE", 18, 7m)],
            [Samples.Quote("UP", 19, 0.3m, 0.1m, 35), Samples.Quote("SAME", 18, 5m), Samples.Quote("NEW", 19, 8m, 4m, 1, "USD")]);

        var changed = Assert.Single(compared.Changed);
        Assert.Equal(("UP", 0.2m, 200m, 25L, null), (changed.Symbol, changed.Difference, changed.Percent, changed.VolumeDifference, changed.NotCompared));
        Assert.Equal((0.1m, -0.2m, 10L), (changed.From.Price, changed.From.Change, changed.From.Volume));
        Assert.Equal(new ComparedFigures("NEW", new DateOnly(2026, 11, 19), 8m, 4m, 100m, 1, "USD"), Assert.Single(compared.Added));
        Assert.Equal("GONE", Assert.Single(compared.Removed).Symbol);
        Assert.Equal(["SAME"], compared.Unchanged);
    }

    [Fact]
    public void Prices_of_other_currencies_are_not_subtracted()
    {
        var changed = Assert.Single(Quotes([Samples.Quote("X", 18, 1m, currency: "GBX")], [Samples.Quote("X", 19, 2m, currency: "GBP")]).Changed);

        Assert.Equal((null, null, "CURRENCY_DIFFERS"), (changed.Difference, changed.Percent, changed.NotCompared));
        Assert.Equal(1m, Assert.Single(Quotes([Samples.Quote("X", 18, 1m)], [Samples.Quote("X", 19, 2m, currency: "GBP")]).Changed).Difference);
    }

    [Fact]
    public void Prices_on_both_sides_of_a_split_are_compared_in_the_later_shares_or_not_at_all()
    {
        var (before, day) = (Samples.Quote("X", 17, 400m), new DateOnly(2026, 11, 17));
        var split = Samples.Quote("X", 19, 110m) with { Split = new QuoteSplit(new DateOnly(2026, 11, 18), "4:1"), Closes = [new(day, 100m), new(new DateOnly(2026, 11, 19), 110m)] };

        var changed = Assert.Single(Quotes([before], [split]).Changed);
        var mirrored = Assert.Single(Quotes([split], [before]).Changed);
        var unknown = Assert.Single(Quotes([before], [split with { Closes = [] }]).Changed);
        var suspected = Assert.Single(Quotes([before], [Samples.Quote("X", 19, 110m) with { SuspectedSplit = new QuoteSplit(new DateOnly(2026, 11, 18), "4:1") }]).Changed);

        Assert.Equal((400m, 100m, null, 10m, 10m), (changed.From.Price, changed.From.Adjusted, changed.To.Adjusted, changed.Difference, changed.Percent));
        Assert.Equal((100m, -10m), (mirrored.To.Adjusted, mirrored.Difference));
        Assert.Equal((null, "SPLIT_BETWEEN"), (unknown.Difference, unknown.NotCompared));
        Assert.Equal("SPLIT_BETWEEN", suspected.NotCompared);
    }

    [Fact]
    public void Volumes_of_a_day_and_of_five_are_not_subtracted()
    {
        var (one, other) = (Samples.Evidence([Samples.Quote("X", 18, 1m, volume: 5)]), Samples.Evidence([Samples.Quote("X", 19, 2m, volume: 50)]));

        Assert.Null(ReportComparer.Compare(Samples.Report("a", one), Samples.Report("b", other, "weekly")).Quotes!.Changed[0].VolumeDifference);
        Assert.Equal(45, ReportComparer.Compare(Samples.Report("a", one, "trend"), Samples.Report("b", other, "weekly")).Quotes!.Changed[0].VolumeDifference);
    }

    [Fact]
    public void Headlines_are_one_story_by_the_rule_that_reports_go_by()
    {
        var compared = HeadlineComparison.Of(
            [Samples.News("Oil prices climb on supply worries", source: "A", day: 18), Samples.News("Old news of the day in the market"), Samples.News("Rates", "https://x.example/rates", "A")],
            [Samples.News("OIL PRICES CLIMB, ON SUPPLY WORRIES!", source: "B", day: 19), Samples.News("Central bank says rates stay", "http://www.x.example/rates?utm_source=z", "B"), Samples.News("Fresh")]);

        Assert.Equal(["OIL PRICES CLIMB, ON SUPPLY WORRIES!", "Central bank says rates stay"], compared.Kept.Select(static one => one.Title));
        Assert.Equal(["Fresh"], compared.Added.Select(static one => one.Title));
        Assert.Equal(["Old news of the day in the market"], compared.Removed.Select(static one => one.Title));
    }

    [Fact]
    public void Sources_fail_and_recover_in_the_language_of_the_second_report()
    {
        var why = new Wording("超时", "timed out");
        var compared = ReportComparer.Compare(
            Samples.Report("a", Samples.Evidence(sources: [Samples.Source("A"), Samples.Source("B", why), Samples.Source("C", why), Samples.Source("D", why)])),
            Samples.Report("b", Samples.Evidence(sources: [Samples.Source("A", why), Samples.Source("B"), Samples.Source("C", why), Samples.Source("E", why)], language: "zh"))).Sources!;

        Assert.Equal((new ComparedSource("A", "超时"), new ComparedSource("B", "超时"), new ComparedSource("C", "超时")),
            (Assert.Single(compared.Failed), Assert.Single(compared.Recovered), Assert.Single(compared.StillFailing)));
    }

    [Fact]
    public void Where_evidence_is_not_kept_the_texts_alone_are_compared()
    {
        var compared = ReportComparer.Compare(Samples.Report("# A\n\none"), Samples.Report("# B\n\ntwo", Samples.Evidence()));

        Assert.Equal((false, true, "A", "B"), (compared.From.HasEvidence, compared.To.HasEvidence, compared.From.Title, compared.To.Title));
        Assert.Equal((null, null, null, 2), (compared.Quotes, compared.Headlines, compared.Sources, compared.Text.Changes.Count));
    }

    [Fact]
    public void A_report_differs_in_nothing_from_itself_and_the_other_way_round_it_is_the_same_with_the_sides_changed_over()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var (one, other) = Samples.Texts(new Random(seed));
            var (a, b) = (Samples.Report(one, Samples.Evidence([Samples.Quote("X", 18, 1m)])), Samples.Report(other, Samples.Evidence([Samples.Quote("X", 19, 3m), Samples.Quote("Y", 19, 3m)])));

            var (forth, back, itself) = (ReportComparer.Compare(a, b), ReportComparer.Compare(b, a), ReportComparer.Compare(a, a with { ReportId = Guid.NewGuid() }));

            Assert.Empty(itself.Text.Changes);
            Assert.Equal(0, itself.Quotes!.Changed.Count + itself.Quotes.Added.Count + itself.Quotes.Removed.Count);
            Assert.Equal(Written(forth.Text), Written(TextMirror.Of(back.Text)));
            Assert.Equal((forth.Quotes!.Added.Count, forth.Quotes.Changed[0].Difference), (back.Quotes!.Removed.Count, -back.Quotes.Changed[0].Difference));
            AssertWhole(seed, ReportPassages.Of(one).All, ReportPassages.Of(other).All, forth.Text);
        }
    }

    // What stayed, with what went, is the one text; with what came, the other. Words that were told apart are both.
    private static void AssertWhole(int seed, IReadOnlyList<ReportPassage> from, IReadOnlyList<ReportPassage> to, ComparedText text)
    {
        var (gone, come) = (text.Changes.Select(static one => one.From).OfType<string>().ToList(), text.Changes.Select(static one => one.To).OfType<string>().ToList());
        Assert.True(from.Count == text.Unchanged + gone.Count && to.Count == text.Unchanged + come.Count, $"seed {seed}");
        Assert.Equal(Without(from, gone), Without(to, come));
        foreach (var change in text.Changes.Where(static one => one.Words is not null))
        {
            Assert.Equal(change.From, string.Concat(change.Words!.Where(static span => span.Kind != "added").Select(static span => span.Text)));
            Assert.Equal(change.To, string.Concat(change.Words!.Where(static span => span.Kind != "removed").Select(static span => span.Text)));
        }
    }

    private static List<string> Without(IReadOnlyList<ReportPassage> passages, List<string> taken)
    {
        var left = passages.Select(static one => one.Text).ToList();
        taken.ForEach(text => Assert.True(left.Remove(text)));
        return [.. left.Order(StringComparer.Ordinal)];
    }

    private static string Written(ComparedText text) => JsonSerializer.Serialize(text, Json.Wire);

    private static ComparedQuotes Quotes(IReadOnlyList<QuoteFigures> from, IReadOnlyList<QuoteFigures> to) => QuoteComparison.Of(from, to, isSameSpan: true);
}
