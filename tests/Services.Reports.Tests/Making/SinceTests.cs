using System.Net.Http.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Making;

/// <summary>What follows from evidence, through the whole service.</summary>
public sealed class SinceTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    private const string Calendar = "BEGIN:VCALENDAR\nVERSION:2.0\nX-WR-CALNAME:Dates\nBEGIN:VEVENT\nUID:1\nSUMMARY:Rates <b>decision</b>\nDTSTART;VALUE=DATE:20240101\nRRULE:FREQ=DAILY\nEND:VEVENT\nEND:VCALENDAR\n";

    [Fact]
    public async Task A_report_says_what_is_new_since_the_last_of_its_kind_and_wish_and_each_note_shows_what_it_follows_from()
    {
        suite.Peer.Quotes("SNA", "2026-11-16,1,2,1,1.00,10", "2026-11-17,1,2,1,2.00,10");
        var user = suite.User(new Watchlist(Stocks: ["SNA"]));
        await suite.MakeAsync(user);
        suite.Peer.Quotes("SNA", "2026-11-17,1,2,1,2.00,10", "2026-11-18,1,2,1,1.75,10", "2026-11-19,1,2,1,1.50,10");

        var weekly = await suite.MakeAsync(user, new { report_type = "weekly" });
        var daily = await suite.MakeAsync(user);
        var evidence = (await suite.Client(user).GetFromJsonAsync<ReportEvidence>($"/reports/{daily.ReportId}/evidence", Json.Wire))!.Evidence;

        Assert.DoesNotContain("## Since", weekly.Content, StringComparison.Ordinal);
        Assert.Contains("- [E2] SNA closed at 1.50 on 2026-11-19, -0.50 (-25.00%) against 2026-11-17 (2.00)", daily.Content, StringComparison.Ordinal);
        var note = evidence[1];
        Assert.Equal((2, "since", "SNA", null), (note.Number, note.Kind, note.Source, note.Quote));
        Assert.Equal([1], note.DerivedFrom!);
        Assert.Null(evidence[0].DerivedFrom);
    }

    [Fact]
    public async Task Anothers_report_is_nothing_to_compare_with()
    {
        suite.Peer.Quotes("SNB", "2026-11-17,1,2,1,2.00,10");
        var ada = suite.User(new Watchlist(Stocks: ["SNB"]));
        await suite.MakeAsync(ada);
        suite.Peer.Quotes("SNB", "2026-11-19,1,2,1,1.50,10");
        // Of the same tenant, and under the same name in another.
        var bob = suite.User(new Watchlist(Stocks: ["SNB"]), context: TestContexts.User("bob", ada.TenantId!));
        var eve = suite.User(new Watchlist(Stocks: ["SNB"]), context: TestContexts.User(ada.UserId!));

        foreach (var other in new[] { bob, eve })
        {
            Assert.DoesNotContain("## Since", (await suite.MakeAsync(other)).Content, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_report_before_that_cannot_be_read_keeps_nobody_from_the_next()
    {
        suite.Peer.Quotes("SNC", "2026-11-17,1,2,1,2.00,10");
        var user = suite.User(new Watchlist(Stocks: ["SNC"]));
        var first = await suite.MakeAsync(user);
        await suite.SqlAsync<int>("update all_report_evidence set evidence = '{\"GatheredAt\": 1}' where report_id = $1 returning 1", first.ReportId);
        suite.Peer.Quotes("SNC", "2026-11-19,1,2,1,1.50,10");

        var next = await suite.MakeAsync(user);

        Assert.Equal("completed", next.Status);
        Assert.DoesNotContain("## Since", next.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Calendars_are_told_of_and_one_that_fails_is_named()
    {
        await using var peer = new Peer();
        peer.Answer("/dates.ics", Calendar, "text/calendar");
        peer.Answer("/page.ics", "<html></html>", "text/html");
        await using var own = new ReportsSuite(null, new("Evidence:Calendars:0", peer.Url + "/dates.ics"), new("Evidence:Calendars:1", peer.Url + "/page.ics"));
        own.Peer.Quotes("SND", "2026-11-19,1,2,1,1.50,10");
        var user = own.User(new Watchlist(Stocks: ["SND"]));

        var report = await own.MakeAsync(user);
        var evidence = (await own.Client(user).GetFromJsonAsync<ReportEvidence>($"/reports/{report.ReportId}/evidence", Json.Wire))!;

        Assert.Contains("## Calendar\n\n- [E2] ", report.Content, StringComparison.Ordinal);
        Assert.Contains(": Rates \\<b\\>decision\\</b\\>\n", report.Content, StringComparison.Ordinal);
        Assert.Contains("- Dates: 1 entry, fetched at ", report.Content, StringComparison.Ordinal);
        Assert.Contains("- 127.0.0.1: failed: is no calendar that can be read (iCalendar) (", report.Content, StringComparison.Ordinal);
        Assert.Equal(("calendar", "Dates"), (evidence.Evidence[1].Kind, evidence.Evidence[1].Source));
        Assert.NotNull(evidence.Evidence[1].FetchedAt);
    }

    [Fact]
    public async Task The_model_is_asked_for_the_users_language_and_the_fixed_texts_are_english()
    {
        suite.Peer.Quotes("SNE", "2026-11-19,1,2,1,1.50,10");
        var user = suite.User(new Watchlist(Stocks: ["SNE"]), new Preferences(Language: "fr", TimeZone: "UTC", MaxReportLength: 5000));
        var asked = "";
        suite.Model(user, (message, _) =>
        {
            asked = message;
            return Task.FromResult("Tout est calme.");
        });

        var report = await suite.MakeAsync(user);

        Assert.StartsWith("LANGUAGE fr\nREPORT daily\nEVIDENCE [E1] SNE closed at 1.50", asked, StringComparison.Ordinal);
        Assert.StartsWith("# Daily report: ", report.Content, StringComparison.Ordinal);
        Assert.Contains("Tout est calme.", report.Content, StringComparison.Ordinal);
    }
}
