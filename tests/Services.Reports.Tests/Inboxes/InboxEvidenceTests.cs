using System.Net.Http.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Inboxes;

public sealed class InboxEvidenceTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    [Fact]
    public async Task Posted_news_stand_in_the_report_and_its_evidence_with_their_source()
    {
        suite.Peer.Answer(ReportsSuite.Feed, Peer.Rss(("Calm seas today", "https://news.example/calm")), "application/rss+xml");
        suite.Peer.Quotes("INBA", "2026-11-18,1,2,1,1.25,10", "2026-11-19,1,2,1,1.5,30");
        var ada = suite.User(new Watchlist(Stocks: ["INBA"]));
        var inbox = await suite.InboxAsync(ada);
        await suite.PostAsync(inbox, new { title = "Herons return to the lake [E1]", link = "https://birds.example/1", author = "Bo", symbols = new[] { "INBA" }, published_at = "2026-11-19T10:00:00Z" });

        var report = await suite.MakeAsync(ada);
        var all = await EvidenceAsync(ada, report);

        // What names what the user follows comes first, by the word of its sender too.
        var news = all.Evidence[1];
        Assert.Equal(("news", "inbox alerts", "Herons return to the lake [E1]", "Bo"), (news.Kind, news.Source, news.News!.Title, news.News.Author));
        Assert.Equal("INBA", Assert.Single(news.News.Symbols!));
        Assert.Equal(1, Assert.Single(news.Rows).Line);
        Assert.Contains("birds.example/1", news.Rows[0].Text, StringComparison.Ordinal);
        Assert.NotNull(news.FetchedAt);
        Assert.Contains("inbox alerts 1", all.Sources.Select(static source => $"{source.Name} {source.Items}"));
        Assert.Contains("(https://birds.example/1) (inbox alerts, 2026-11-19 10:00)", report.Content, StringComparison.Ordinal);
        Assert.Contains("inbox alerts: 1 entry", report.Content, StringComparison.Ordinal);
        Assert.DoesNotContain("lake [E1]", report.Content, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tenants_inbox_is_evidence_for_all_its_users_and_nobody_elses_and_one_of_a_person_for_followers()
    {
        suite.Peer.Answer(ReportsSuite.Feed, Peer.Rss(("Calm seas today", "https://news.example/calm")), "application/rss+xml");
        var admin = TestContexts.Admin();
        var (ada, bob) = (suite.User(new Watchlist(Influencers: ["@wren"]), context: TestContexts.User($"ada-{Guid.NewGuid():N}", admin.TenantId)),
            suite.User(new Watchlist(), context: TestContexts.User($"bob-{Guid.NewGuid():N}", admin.TenantId)));
        var stranger = suite.User(new Watchlist(), context: TestContexts.User($"eve-{Guid.NewGuid():N}"));
        await suite.PostAsync(await suite.InboxAsync(admin, "house"), new { title = "Herons return to the lake" });
        await suite.PostAsync(await suite.InboxAsync(admin, "wren", new { influencer = "Wren" }), new { title = "Wrens nest in the hedge", published_at = "2026-11-01T10:00:00Z" });
        await suite.PostAsync(await suite.InboxAsync(bob, "own"), new { title = "Bob saw an owl at night" });

        var (ofAda, ofBob, ofEve) = (await TitlesAsync(ada), await TitlesAsync(bob), await TitlesAsync(stranger));

        Assert.Equal(["Wrens nest in the hedge", "Herons return to the lake", "Calm seas today"], ofAda);
        Assert.Equal(["Bob saw an owl at night", "Herons return to the lake", "Calm seas today"], ofBob);
        Assert.Equal(["Calm seas today"], ofEve);
    }

    [Fact]
    public async Task What_is_dated_ahead_stands_last_and_is_said_so()
    {
        suite.Peer.Answer(ReportsSuite.Feed, Peer.Rss(("Calm seas today", "https://news.example/calm")), "application/rss+xml");
        var ada = suite.User(new Watchlist(Keywords: ["herons"]), context: TestContexts.User($"ada-{Guid.NewGuid():N}"));
        var (_, _, receipt) = await suite.PostAsync(await suite.InboxAsync(ada), new { title = "Herons return in a hundred years", published_at = "2126-11-19T10:00:00Z" });

        var report = await suite.MakeAsync(ada);
        var all = await EvidenceAsync(ada, report);

        Assert.Equal((1, 1), (receipt!.Taken, receipt.Ahead));
        Assert.Equal(["Calm seas today", "Herons return in a hundred years"], all.Evidence.Select(static one => one.News?.Title).OfType<string>());
        Assert.Equal("1 dated in the future stands last", Assert.Single(all.Sources.Single(static source => source.Name == "inbox alerts").Remarks));
    }

    private async Task<IReadOnlyList<string>> TitlesAsync(TenantContext user) =>
        [.. (await EvidenceAsync(user, await suite.MakeAsync(user))).Evidence.Where(static one => one.Kind == "news").Select(static one => one.News!.Title)];

    private async Task<ReportEvidence> EvidenceAsync(TenantContext user, ReportResource report)
    {
        Assert.True(report.Status == "completed", report.ErrorMessage);
        return (await suite.Client(user).GetFromJsonAsync<ReportEvidence>($"/reports/{report.ReportId}/evidence", Json.Wire))!;
    }
}
