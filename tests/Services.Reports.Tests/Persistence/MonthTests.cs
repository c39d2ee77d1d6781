using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Making;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;
using Nanobot.Testing.Stores;

namespace Nanobot.Services.Reports.Tests.Persistence;

/// <summary>Reports are kept by months, and those of before where they were.</summary>
public sealed class MonthTests
{
    private const string Months = "select coalesce(string_agg(relname, ' ' order by relname), '') from pg_class where relname ~ '^reports_\\d{4}_\\d{2}$' and relispartition";

    [Fact]
    public async Task There_are_the_months_of_a_quarter_ahead_and_what_is_made_goes_into_this_one()
    {
        await using var suite = new ReportsSuite(ReportsSuite.WithoutWorker);
        var report = await suite.RequestAsync(TestContexts.User());
        var now = DateTime.UtcNow;

        var months = (await suite.SqlAsync<string>(Months))!.Split(' ');
        Assert.Equal(Enumerable.Range(0, 4).Select(month => $"reports_{now.AddDays(1 - now.Day).AddMonths(month):yyyy_MM}"), months);
        Assert.Equal(months[0], await suite.SqlAsync<string>("select tableoid::regclass::text from all_reports where report_id = $1", report.ReportId));
    }

    [Fact]
    public async Task A_version_before_goes_on_with_what_it_knows_and_this_one_sees_it()
    {
        await using var suite = new ReportsSuite(ReportsSuite.WithoutWorker);
        var user = suite.User(new([], [], [], []));
        using var client = suite.Client(user);
        // As ids of schedules were: of no time at all.
        var id = Guid.Parse("f47ac10b-58cc-8372-a567-0e02b2c3d479");

        await suite.SqlAsync<int>("""
            insert into reports (tenant_id, user_id, report_id, report_type, origin, status, progress, content, due_at, created_at, completed_at)
            values ($1, $2, $3, 'daily', 'schedule', 'completed', 100, '# Of before', now(), now(), now()) returning 1
            """, user.TenantId!, user.UserId!, id);
        await suite.SqlAsync<int>("insert into report_evidence (tenant_id, user_id, report_id, gathered_at, evidence) values ($1, $2, $3, now(), '{}') returning 1", user.TenantId!, user.UserId!, id);

        Assert.Equal("# Of before", (await suite.GetAsync(user, id)).Content);
        Assert.Equal(id, Assert.Single((await client.GetFromJsonAsync<Page<ReportResource>>("/reports", Json.Wire))!.Items).ReportId);
    }

    [Fact]
    public async Task Of_rows_at_the_same_place_of_two_months_the_one_that_is_due_is_claimed()
    {
        await using var suite = new ReportsSuite(ReportsSuite.WithoutWorker);
        var user = suite.User(new([], [], [], []));
        var due = (await suite.RequestAsync(user)).ReportId;
        var later = Guid.Parse("00000000-58cc-8372-a567-0e02b2c3d479");
        await suite.SqlAsync<int>("""
            insert into all_reports (tenant_id, user_id, report_id, report_type, origin, due_at, created_at)
            values ($1, $2, $3, 'daily', 'api', now() + interval '1 hour', now()) returning 1
            """, user.TenantId!, user.UserId!, later);
        Assert.Equal(1, await suite.SqlAsync<int>("select count(distinct ctid)::int from all_reports"));

        var claimed = await suite.Services.GetRequiredService<ReportLanes>().Asked.ClaimAsync(4, CancellationToken.None);

        Assert.Equal(due, Assert.Single(claimed).ReportId);
        Assert.Equal("pending", await suite.SqlAsync<string>("select status from all_reports where report_id = $1", later));
    }

    [Fact]
    public async Task The_same_key_makes_one_report_in_whatever_months_it_comes()
    {
        await using var suite = new ReportsSuite(ReportsSuite.WithoutWorker);
        var user = suite.User(new([], [], [], []));
        var first = await RequestAsync(suite, user, "heron");
        // It was asked for long ago.
        await suite.SqlAsync<int>("update all_reports set report_id = '00000000-58cc-7372-a567-0e02b2c3d479' where report_id = $1 returning 1", first.ReportId);

        var again = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RequestAsync(suite, user, "heron")));
        var others = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => RequestAsync(suite, user, "lark")));

        Assert.All(again, static report => Assert.Equal(Guid.Parse("00000000-58cc-7372-a567-0e02b2c3d479"), report.ReportId));
        Assert.Single(others.Select(static report => report.ReportId).Distinct());
        Assert.Equal(2, await suite.SqlAsync<int>("select count(*)::int from all_reports"));
    }

    [Fact]
    public async Task Months_that_are_over_go_once_they_are_empty_and_the_next_come()
    {
        var owner = SuiteStores.Shared.CreateDatabase("months");
        await TestDatabase.MigrateAsync(owner, typeof(ReportWorker).Assembly);
        await using var suite = new ReportsSuite(ReportsSuite.WithoutWorker, ReportsSuite.On(owner));
        await suite.LinesAsync("call add_report_month('2025-03-01')", "call add_report_month('2025-04-01')", """
            insert into all_reports (tenant_id, user_id, report_id, report_type, origin, status, progress, content, due_at, created_at, completed_at)
            values ('acme', 'ada', report_floor('2025-04-10'), 'daily', 'api', 'completed', 100, 'x', now(), now(), now()) returning ''
            """, $"call drop_report_month('{DateTime.UtcNow.AddDays(1 - DateTime.UtcNow.Day).AddMonths(3):yyyy-MM-dd}')");

        await TestDatabase.MigrateAsync(owner, typeof(ReportWorker).Assembly);

        var months = (await suite.SqlAsync<string>(Months))!.Split(' ');
        Assert.Equal("reports_2025_04", months[0]);
        Assert.Equal(5, months.Length);
    }

    private static async Task<ReportAccepted> RequestAsync(ReportsSuite suite, TenantContext user, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/reports") { Content = JsonContent.Create(new { report_type = "daily" }) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await suite.Client(user).SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<ReportAccepted>(Json.Wire))!;
    }
}
