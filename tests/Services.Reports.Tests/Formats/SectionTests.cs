using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Tests.Formats;

public sealed class SectionTests
{
    private static readonly ReportTexts English = new(ReportLanguage.English);
    private static readonly DateTimeOffset At = new(2026, 11, 19, 23, 30, 0, TimeSpan.Zero);

    [Fact]
    public void Parts_with_nothing_in_them_are_left_out()
    {
        var report = ReportWriter.Write(Input("daily", [Quote("A", 11m)], []) with { Words = new CheckedWords([], 0) }, English, 5000);

        Assert.Equal(["## Prices"], report.Split('\n').Where(static line => line.StartsWith('#')).Skip(1));
    }

    [Fact]
    public void Those_that_moved_most_are_cited_where_there_are_some_to_choose_from()
    {
        QuoteFigures[] quotes = [Quote("A", 11m), Quote("B", 8m), Quote("C", 12m), Quote("D", 10m), Quote("E", 14m), Quote("F", 13m)];

        Assert.Contains("## Movers\n\n- Gainers: E +40.00% (+4.00) [E5], F +30.00% (+3.00) [E6], C +20.00% (+2.00) [E3]\n- Losers: B -20.00% (-2.00) [E2]\n",
            ReportWriter.Write(Input("daily", quotes, []), English, 50_000), StringComparison.Ordinal);
        Assert.DoesNotContain("## Movers", ReportWriter.Write(Input("daily", quotes[..2], []), English, 50_000), StringComparison.Ordinal);
    }

    [Fact]
    public void Headlines_stand_under_what_they_name_and_the_others_of_a_digest_under_their_feeds()
    {
        Headline[] news = [new("Gold up", null, At, "Two"), new("Other", null, At, "One") { AlsoIn = ["Three"] }, new("AI and gold", null, At, "One"), new("Else", null, null, "Two")];
        var input = Input("content", [], news) with { Followed = new Followed(["AI", "gold"]) };

        var digest = ReportWriter.Write(input, English, 50_000);
        var daily = ReportWriter.Write(input with { ReportType = "daily" }, English, 50_000);
        var few = ReportWriter.Write(Input("daily", [], news[..2]) with { Followed = new Followed(["gold"]) }, English, 50_000);

        Assert.Contains("## Headlines\n\n### AI\n\n- [E3] AI and gold (One, 2026-11-19 23:30)\n\n### gold\n\n- [E1] Gold up (Two, 2026-11-19 23:30)\n\n### One\n\n- [E2] Other (2026-11-19 23:30, also Three)\n\n### Two\n\n- [E4] Else\n", digest, StringComparison.Ordinal);
        Assert.Contains("### Other news\n\n- [E2] Other (One, 2026-11-19 23:30, also Three)\n- [E4] Else (Two)\n", daily, StringComparison.Ordinal);
        Assert.DoesNotContain("###", few, StringComparison.Ordinal);
    }

    [Fact]
    public void A_symbol_in_depth_has_its_last_ten_closes_with_the_change_of_each()
    {
        var quote = Quote("A", 12m) with { Closes = [.. Enumerable.Range(1, 12).Select(static day => new DayClose(new DateOnly(2026, 11, day), day))] };

        var lines = ReportWriter.Write(Input("stock", [quote], []), English, 50_000).Split('\n').Where(static line => line.StartsWith("| 2026", StringComparison.Ordinal)).ToList();

        Assert.Equal(10, lines.Count);
        Assert.Equal(("| 2026-11-12 | 12.00 | +1.00 | +9.09% |", "| 2026-11-03 | 3.00 | +1.00 | +50.00% |"), (lines[0], lines[^1]));
    }

    [Fact]
    public void A_trend_ranks_by_the_longer_change_and_leaves_out_what_is_not_known()
    {
        var weak = Quote("A", 11m) with { Spans = [new PriceSpan(20, 11m, 22m, new DateOnly(2026, 10, 20), 15m)] };
        var strong = Quote("B", 11m) with { Spans = [new PriceSpan(20, 11m, 10m, new DateOnly(2026, 10, 20), 10.5m)] };

        var report = ReportWriter.Write(Input("trend", [Quote("N", 11m), weak, strong], []), English, 50_000);

        Assert.Equal(
            [
                "| 1 | B | [E3] | 2026-11-19 | 11.00 | +10.00% | +10.00% | – | 10.50 ↑ | – |",
                "| 2 | A | [E2] | 2026-11-19 | 11.00 | +10.00% | -50.00% | – | 15.00 ↓ | – |",
                "| 3 | N | [E1] | 2026-11-19 | 11.00 | +10.00% | – | – | – | – |",
            ],
            report.Split('\n').Where(static line => line.StartsWith("| ", StringComparison.Ordinal) && char.IsDigit(line[2])));
    }

    private static ReportInput Input(string type, IReadOnlyList<QuoteFigures> quotes, IReadOnlyList<Headline> headlines) => new("ada", type, null, [], At, TimeZoneInfo.Utc,
        new EvidenceSnapshot(At, "en", quotes, headlines, [], []), new CheckedWords(["Calm."], 0));

    private static QuoteFigures Quote(string symbol, decimal close) => new(symbol, new DateOnly(2026, 11, 19), close, 10m, new DateOnly(2026, 11, 18), null, null, null);
}
