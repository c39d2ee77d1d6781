using System.Net;
using System.Text.Json;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Tenancy;
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

        await OwnersHand.ExecuteAsync(suite.Database, $"update all_reports set {column} = {value} where report_id = $1", reports[1]);
        using var client = suite.Client(ada);

        Assert.Equal([reports[2], reports[0]], (await client.AllAsync("/reports", limit: 1)).Select(static report => report.GetProperty("report_id").GetGuid()));
        using var alone = await client.GetAsync($"/reports/{reports[1]}");
        Assert.Equal(HttpStatusCode.InternalServerError, alone.StatusCode);
        Assert.Equal("STORED_DATA_UNREADABLE", JsonDocument.Parse(await alone.Content.ReadAsStringAsync()).RootElement.GetProperty("code").GetString());
    }

    [Theory]
    [InlineData(LongAgo, 0, 2)]
    [InlineData(LongAgo, 2, 2)]
    [InlineData(LongAgo, 0, 3)]
    [InlineData("timestamptz '12000-01-01Z'", 1, 2)]
    [InlineData("timestamptz '12000-01-01Z'", 0, 3)]
    public async Task A_list_goes_past_reports_whose_very_place_cannot_be_read(string value, int from, int to)
    {
        await using var suite = new ReportsSuite(null, new KeyValuePair<string, string?>("Evidence:Feeds:0", null));
        var ada = suite.User(new Watchlist([], [], [], []));
        var reports = new List<Guid>();
        for (var i = 0; i < 4; i++)
        {
            reports.Add((await suite.MakeAsync(ada)).ReportId);
        }

        var bad = reports[from..to];
        await OwnersHand.ExecuteAsync(suite.Database, $"update all_reports set created_at = {value} where report_id = any($1)", bad.ToArray());
        using var client = suite.Client(ada);

        foreach (var limit in new[] { 1, 2, 3, 200 })
        {
            var listed = (await client.AllAsync("/reports", limit)).Select(static report => report.GetProperty("report_id").GetGuid());
            Assert.Equal(reports.Except(bad).Reverse(), listed);
        }
    }

    [Theory]
    [InlineData("en", "Given up after 5 attempts: What is stored of this report cannot be read.")]
    [InlineData("zh", "尝试 5 次后放弃：这份报告的存储内容无法读取。")]
    public async Task A_report_that_cannot_be_read_is_given_up_after_the_usual_attempts_and_says_so(string language, string message)
    {
        await using var suite = new ReportsSuite(null, new KeyValuePair<string, string?>("Evidence:Feeds:0", null));
        var ada = suite.User(new Watchlist([], [], [], []), new Preferences(Language: language, TimeZone: "UTC", MaxReportLength: 5000));
        var id = await BadReportAsync(suite, ada, "array[null]::text[]", "now()");

        var report = await suite.EndAsync(ada, id);

        Assert.Equal(("failed", message), (report.Status, report.ErrorMessage));
        Assert.Equal(5, await suite.SqlAsync<int>("select attempts from all_reports where report_id = $1", id));
        using var client = suite.Client(ada);
        Assert.Equal(message, (await client.AllAsync("/reports")).Single(listed => listed.GetProperty("report_id").GetGuid() == id).GetProperty("error_message").GetString());
        Assert.Equal(1L, await suite.SqlAsync<long>(
            "select count(*) from nanobot.outbox where topic = 'report.completed.v1' and envelope::jsonb -> 'data' ->> 'report_id' = $1", id.ToString()));
    }

    [Fact]
    public async Task So_is_one_whose_beginning_cannot_be_read()
    {
        await using var suite = new ReportsSuite(null, new KeyValuePair<string, string?>("Evidence:Feeds:0", null));
        var ada = suite.User(new Watchlist([], [], [], []));
        var id = await BadReportAsync(suite, ada, "'{}'", LongAgo);

        Assert.StartsWith("Given up after 5 attempts: ", await Eventually.GetAsync(
            () => suite.SqlAsync<string>("select error_message from all_reports where report_id = $1 and status = 'failed'", id), static message => message is not null), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("focus_areas", "array[null]::text[]")]
    [InlineData("created_at", LongAgo)]
    [InlineData("attempts", "2147483647")]
    public async Task The_others_are_made_of_the_same_tenant_and_of_others(string column, string value)
    {
        await using var suite = new ReportsSuite(null, [new("Evidence:Feeds:0", null), new("Reports:Parallelism", "1")]);
        var ada = suite.User(new Watchlist([], [], [], []));
        var bob = suite.User(new Watchlist([], [], [], []), context: TestContexts.User("bob"));
        await suite.MakeAsync(ada);
        await OwnersHand.ExecuteAsync(suite.Database, $"""
            insert into all_reports (tenant_id, user_id, report_id, report_type, origin, due_at, created_at, focus_areas)
            select tenant_id, user_id, gen_random_uuid(), report_type, origin, now() - interval '1 hour', now(), '{"{}"}' from all_reports where tenant_id = $1
            """, ada.TenantId!);
        await OwnersHand.ExecuteAsync(suite.Database, $"update all_reports set {column} = {value} where tenant_id = $1 and completed_at is null", ada.TenantId!);

        await suite.MakeAsync(ada);
        await suite.MakeAsync(bob);
    }

    private static async Task<Guid> BadReportAsync(ReportsSuite suite, TenantContext user, string focusAreas, string createdAt)
    {
        await suite.MakeAsync(user);
        var id = Guid.NewGuid();
        await OwnersHand.ExecuteAsync(suite.Database, $"""
            insert into all_reports (tenant_id, user_id, report_id, report_type, origin, due_at, created_at, focus_areas)
            select tenant_id, user_id, $2, report_type, origin, now(), {createdAt}, {focusAreas} from all_reports where tenant_id = $1
            """, user.TenantId!, id);
        return id;
    }
}
