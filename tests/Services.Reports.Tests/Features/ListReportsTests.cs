using System.Net;
using System.Net.Http.Json;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Core.Wire;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Features;

public sealed class ListReportsTests(ReportsSuite suite) : IClassFixture<ReportsSuite>
{
    [Fact]
    public async Task The_users_own_reports_come_newest_first_in_pages_without_content()
    {
        suite.Peer.Quotes("LST", "2026-11-19,1,2,1,1.5,10");
        var ada = suite.User(new Watchlist(Stocks: ["LST"]));
        var ids = new List<Guid>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add((await suite.RequestAsync(ada)).ReportId);
        }

        await suite.EndAsync(ada, ids[4]);
        await suite.RequestAsync(suite.User(new Watchlist(), context: TestContexts.User("bob", ada.TenantId)));
        ids.Reverse();

        var seen = new List<ReportResource>();
        string? cursor = null;
        do
        {
            var page = (await suite.Client(ada).GetFromJsonAsync<Page<ReportResource>>($"/reports?limit=2{(cursor is null ? "" : $"&cursor={cursor}")}", Json.Wire))!;
            seen.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.Equal(ids, seen.Select(report => report.ReportId));
        Assert.All(seen, report => Assert.Null(report.Content));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=201")]
    [InlineData("limit=x")]
    [InlineData("cursor=%00")]
    [InlineData("cursor=YWJj")]
    [InlineData("cursor=OTk5OTk5OTk5OTk5OTk5OTk5OS4x")]
    public async Task A_wrong_page_is_refused(string query)
    {
        using var response = await suite.Client(TestContexts.User()).GetAsync($"/reports?{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }
}
