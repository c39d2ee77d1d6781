using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Calendars;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Words;
using Nanobot.Services.Reports.Words.Notes;

namespace Nanobot.Services.Reports.Tests.Words;

public sealed class NoteTests
{
    private static readonly DateTimeOffset Yesterday = new(2026, 11, 18, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public void An_overview_counts_and_names_the_most_and_one_symbol_has_none()
    {
        var note = Assert.Single(Notes([Quote("A", 11m, 10m), Quote("B", 9m, 10m), Quote("C", 12m, 10m), Quote("D", 10m, 10m)]));

        Assert.Equal("Overview of 2026-11-19: of 4 symbols 2 rose and 1 fell, 1 was unchanged; largest gain: C +20.00%; largest loss: B -10.00%", $"{note.Heading}: {note.Text}");
        Assert.Equal([1, 2, 3, 4], note.DerivedFrom);
        Assert.Empty(Notes([Quote("A", 11m, 10m)]));
    }

    [Fact]
    public void What_the_table_compares_already_is_said_once_and_other_closes_each()
    {
        // A was 10 the day before, as the table has it; B was 8 in the report before.
        var notes = Notes([Quote("A", 11m, 10m), Quote("B", 9m, 10m)], Earlier([Quote("A", 10m, 9m, 18), Quote("B", 8m, 9m, 17)]));

        Assert.Equal(["the changes of A in the table are those since then", "B closed at 9.00 on 2026-11-19, +1.00 (+12.50%) against 2026-11-17 (8.00)"], Texts(notes));
        Assert.All(notes.Where(static note => note.Kind == NoteKind.Since), static note => Assert.Equal("Since the report of 2026-11-18 09:00", note.Heading));
    }

    [Fact]
    public void Symbols_come_and_leave_but_one_that_could_not_be_read_has_not_left()
    {
        var now = Input([Quote("A", 11m, 10m), Quote("N", 9m, 10m)], Earlier([Quote("A", 11m, 10m), Quote("F", 8m, 9m), Quote("G", 8m, 9m)]));

        var notes = EvidenceNotes.Of(now with { Sources = [.. now.Sources, new SourceStatus("F", Yesterday, 0, new("", ""), [])] });

        Assert.Equal(["there is no new close", "N came to the list", "G left the list"], Texts(notes));
    }

    [Fact]
    public void Headlines_that_the_report_before_had_are_not_new()
    {
        var input = Input([Quote("A", 11m, 10m)], Earlier([Quote("A", 11m, 10m)]) with { Headlines = [new Headline("Old", null, null)] }) with
        {
            Headlines = [new Headline("Old", null, null), new Headline("New", null, null)],
        };

        var note = EvidenceNotes.Of(input)[^1];

        Assert.Equal("1 of 2 headlines is new", note.Text);
        Assert.Equal([3], note.DerivedFrom);
    }

    [Fact]
    public void A_trend_is_that_of_the_closes_so_many_trading_days_apart()
    {
        // 1, 2, … 70: 70 against 50 and against 10; the means of the last 20 and 60 are 60.5 and 40.5.
        var days = Enumerable.Range(1, 70).Select(static i => new PriceRow(new DateOnly(2026, 1, 1).AddDays(i), null, null, null, i, null)).ToList();
        var quote = QuoteFigures.Trend("T", new PriceList(days, [], Array.Empty<int>().ToLookup(static _ => default(DateOnly), static _ => default(Reports.Evidence.Sources.SourceRow)!)));

        var notes = EvidenceNotes.Of(Input([quote], null) with { ReportType = "trend" });

        Assert.Equal(
            [
                "Over 20 trading days: T closed at 70.00 on 2026-03-12, +20.00 (+40.00%) against 2026-02-20 (50.00); above its 20-day average of 60.50",
                "Over 60 trading days: T closed at 70.00 on 2026-03-12, +60.00 (+600.00%) against 2026-01-11 (10.00); above its 60-day average of 40.50",
            ],
            notes.Select(static note => $"{note.Heading}: {note.Text}"));
    }

    [Fact]
    public void A_file_that_does_not_reach_back_has_no_trend()
    {
        var days = Enumerable.Range(1, 20).Select(static i => new PriceRow(new DateOnly(2026, 1, 1).AddDays(i), null, null, null, i, null)).ToList();

        Assert.Empty(PriceSpan.Of(new PriceSeries(days)));
    }

    [Fact]
    public void Topics_are_counted_by_headline_and_beside_the_report_before()
    {
        string[] titles = ["AI chips", "More AI, and AI again", "Said nothing", "Robots walk", "Robots run", "robots rest"];
        var input = Input([], Earlier([]) with { Headlines = [new Headline("AI", null, null)] }) with
        {
            ReportType = "content", Followed = new Followed(["AI", "gold"]), Headlines = [.. titles.Select(static title => new Headline(title, null, null, "F"))],
        };

        var topics = EvidenceNotes.Of(input).Where(static note => note.Kind == NoteKind.Topic).ToList();

        Assert.Equal(["Robots: 3 headlines, 0 in the report of 2026-11-18 09:00", "AI: 2 headlines, 1 in the report of 2026-11-18 09:00"], topics.Select(static note => note.Text));
        Assert.Equal([1, 2], topics[1].DerivedFrom);
    }

    [Fact]
    public void Of_a_full_calendar_what_the_user_follows_is_told_and_all_by_its_day()
    {
        var items = Enumerable.Range(1, 12).Select(static day => new CalendarItem(day == 12 ? "Gold auction" : $"Meeting {day}", new DateOnly(2026, 12, day), null, "Dates")).ToList();

        var notes = EvidenceNotes.Of(Input([], null) with { Calendar = items, Followed = new Followed(["gold"]) });

        Assert.Equal(10, notes.Count);
        Assert.Equal("2026-12-12: Gold auction", notes[^1].Text);
        Assert.Equal("2026-12-01: Meeting 1", notes[0].Text);
    }

    private static IReadOnlyList<EvidenceNote> Notes(IReadOnlyList<QuoteFigures> quotes, EvidenceSnapshot? earlier = null) => EvidenceNotes.Of(Input(quotes, earlier));

    private static IEnumerable<string> Texts(IEnumerable<EvidenceNote> notes) => notes.Where(static note => note.Kind == NoteKind.Since).Select(static note => note.Text);

    private static NoteInput Input(IReadOnlyList<QuoteFigures> quotes, EvidenceSnapshot? earlier) => new(ReportLanguage.English, "daily", TimeZoneInfo.Utc, quotes, [],
        [.. quotes.Select(static quote => new SourceStatus(quote.Symbol, Yesterday, 1, null, []))], earlier, [], Followed.Of(new Watchlist(), []));

    private static EvidenceSnapshot Earlier(IReadOnlyList<QuoteFigures> quotes) =>
        new(Yesterday, "en", quotes, [], [.. quotes.Select(static quote => new SourceStatus(quote.Symbol, Yesterday, 1, null, []))], []);

    private static QuoteFigures Quote(string symbol, decimal close, decimal before, int day = 19) =>
        new(symbol, new DateOnly(2026, 11, day), close, before, new DateOnly(2026, 11, day - 1), null, null, null);
}
