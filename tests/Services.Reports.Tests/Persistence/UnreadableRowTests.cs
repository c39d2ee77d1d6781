using System.Net;
using System.Text.Json;
using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Reports.Tests.Persistence;

/// <summary>A report that another version wrote, or a hand, costs no other: lists have all others, and the others are made.</summary>
public sealed class UnreadableRowTests
{
    private const string LongAgo = "timestamptz '0044-03-15 12:00:00+00 BC'";

    [Theory]
    [InlineData("completed_at", LongAgo)]
    [InlineData("completed_at", "timestamptz '12000-01-01Z'")]
    public async Task A_report_that_cannot_be_read_is_left_out_and_told_of_when_asked_for(string column, string value)
    {
        await using var suite = new ReportsSuite(null, new KeyValuePair<string, string?>("Evidence:Feeds:0", null));
        var ada = suite.User(new Watchlist([], [], [], []));
        var reports = new List<Guid>();
        for (var i = 0; i < 3; i++)
        {
            reports.Add((await suite.MakeAsync(ada)).ReportId);
        }

        await OwnersHand.ExecuteAsync(suite.Database, $"update reports set {column} = {value} where report_id = $1", reports[1]);
        using var client = suite.Client(ada);

        Assert.Equal([reports[2], reports[0]], (await client.AllAsync("/reports", limit: 1)).Select(static report => report.GetProperty("report_id").GetGuid()));
        using var alone = await client.GetAsync($"/reports/{reports[1]}");
        Assert.Equal(HttpStatusCode.InternalServerError, alone.StatusCode);
        Assert.Equal("STORED_DATA_UNREADABLE", JsonDocument.Parse(await alone.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData("focus_areas", "array[null]::text[]")]
    [InlineData("created_at", LongAgo)]
    public async Task The_others_are_made_of_the_same_tenant_and_of_others(string column, string value)
    {
        await using var suite = new ReportsSuite(null, [new("Evidence:Feeds:0", null), new("Reports:Parallelism", "1")]);
        var ada = suite.User(new Watchlist([], [], [], []));
        var bob = suite.User(new Watchlist([], [], [], []), context: TestContexts.User("bob"));
        await suite.MakeAsync(ada);
        await OwnersHand.ExecuteAsync(suite.Database, $"""
            insert into reports (tenant_id, user_id, report_id, report_type, origin, due_at, created_at, focus_areas)
            select tenant_id, user_id, gen_random_uuid(), report_type, origin, now() - interval '1 hour', now(), '{"{}"}' from reports where tenant_id = $1
            """, ada.TenantId!);
        await OwnersHand.ExecuteAsync(suite.Database, $"update reports set {column} = {value} where tenant_id = $1 and completed_at is null", ada.TenantId!);

        await suite.MakeAsync(ada);
        await suite.MakeAsync(bob);
    }
}
