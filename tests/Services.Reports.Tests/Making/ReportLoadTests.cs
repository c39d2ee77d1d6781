using System.Diagnostics;
using System.Globalization;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;
using Xunit.Abstractions;

namespace Nanobot.Services.Reports.Tests.Making;

/// <summary>
/// Many reports with the offline model, which answers at once: <c>bench/reports.sh</c> runs this with the large numbers (<c>REPORTS_USERS</c>, <c>REPORTS_BACKLOG</c>, <c>REPORTS_ASKED</c>) and prints what
/// it says. What is asserted is what holds at any size: each report is made once, and each source is asked once.
/// </summary>
public sealed class ReportLoadTests(ITestOutputHelper output)
{
    private const int PerTenant = 10;
    private const int PerUser = 5;
    private static readonly string[] Symbols = [.. Enumerable.Range(0, 40).Select(static number => string.Create(CultureInfo.InvariantCulture, $"LOAD{(char)('A' + (number / 26))}{(char)('A' + (number % 26))}"))];

    private static int Number(string name, int otherwise) => int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    [Fact]
    public async Task Each_source_is_asked_once_for_all_who_watch_it_and_memory_does_not_grow_with_the_reports()
    {
        var users = Number("REPORTS_USERS", 60);
        await using var own = Suite();
        // All of what stands in for other modules is there from the beginning, and what it notes is taken away before memory is looked at.
        var everybody = Users(own, users, "run");
        var asked = new List<string>();
        var watch = Stopwatch.StartNew();
        await RunAsync(own, [.. everybody.Take(users / 10)]);
        var early = Memory(own, asked);
        var (before, processor) = (watch.Elapsed, Environment.CpuUsage.TotalTime);

        await RunAsync(own, everybody);

        var (took, used) = ((watch.Elapsed - before).TotalSeconds, (Environment.CpuUsage.TotalTime - processor).TotalMilliseconds);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{users} reports of as many users of {users / PerTenant} tenants, {PerUser} of {Symbols.Length} symbols each: {users / took:0} reports/s, {used / users:0.0} ms of processor each; memory in use {early:0.0} MB after a tenth as many, {Memory(own, asked):0.0} MB at the end"));
        Assert.Equal(users + (users / 10), await own.SqlAsync<long>("select count(*) from nanobot.outbox where topic = 'report.completed.v1' and envelope::jsonb -> 'data' ->> 'status' = 'completed'"));
        Assert.Equal(Symbols.Length + 1, asked.Count);
        Assert.Equal(asked.Count, asked.Distinct().Count());
    }

    [Fact]
    public async Task Whoever_asks_waits_no_longer_for_what_schedules_have_asked_for()
    {
        var (backlog, asked) = (Number("REPORTS_BACKLOG", 200), Number("REPORTS_ASKED", 10));
        await using var own = Suite();
        await RunAsync(own, Users(own, 20, "run"));
        var alone = await AskAsync(own, asked, "alone");

        await AddAsync(own, Users(own, PerTenant * 20, "backlog"), backlog);
        var beside = await AskAsync(own, asked, "beside");

        var waiting = await own.SqlAsync<long>("select count(*) from all_reports where completed_at is null");
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{asked} reports asked for one after the other: p95 {alone:0} ms with nothing else to do, {beside:0} ms beside {backlog} that schedules asked for ({waiting} of them left), {beside / alone:0.00} times"));
        Assert.Equal(asked * 2, await own.SqlAsync<long>("select count(*) from all_reports where origin = 'api' and status = 'completed'"));
    }

    private static ReportsSuite Suite()
    {
        var own = new ReportsSuite(null, new("Evidence:Cache:Usual", "01:00:00"), new("Evidence:Cache:Least", "01:00:00"));
        foreach (var symbol in Symbols)
        {
            own.Peer.Quotes(symbol, Enumerable.Range(0, 60).Select(day => string.Create(CultureInfo.InvariantCulture, $"{new DateOnly(2026, 9, 20).AddDays(day):yyyy-MM-dd},1,2,1,{1 + ((day * 7) % 10) / 10m},1000")));
        }

        own.Peer.Answer(ReportsSuite.Feed, Peer.Rss(Enumerable.Range(1, 20).Select(static number => ($"News number {number} of LOADAB", $"https://news.example/{number}"))), "application/rss+xml");
        return own;
    }

    private static IReadOnlyList<TenantContext> Users(ReportsSuite own, int count, string name) =>
    [
        .. Enumerable.Range(0, count).GroupBy(static number => number / PerTenant).SelectMany(tenant =>
        {
            var id = TestContexts.NewTenantId();
            return tenant.Select(number => own.User(new Watchlist(Stocks: [.. Enumerable.Range(0, PerUser).Select(place => Symbols[(number + (place * 7)) % Symbols.Length])]),
                context: TestContexts.User($"{name}{number}", id)));
        }),
    ];

    // As schedules ask for them, and until all of them are there.
    private static async Task RunAsync(ReportsSuite own, IReadOnlyList<TenantContext> users)
    {
        await AddAsync(own, users, users.Count);
        await Eventually.TrueAsync(async () => await own.SqlAsync<long>("select count(*) from all_reports where completed_at is null") == 0, TimeSpan.FromSeconds(60 + (users.Count / 10)));
    }

    private static async Task AddAsync(ReportsSuite own, IReadOnlyList<TenantContext> users, int count)
    {
        // It has started by then, and its tables are there.
        _ = own.Client(users[0]);
        await own.SqlAsync<int>("insert into nanobot.tenant_states (tenant_id, status, plan, epoch, time_zone) select distinct tenant, 'active', 'professional', 1, 'UTC' from unnest($1::text[]) as tenant on conflict do nothing",
            (object)users.Select(static user => user.RequiredTenantId).ToArray());
        await own.SqlAsync<int>("""
            insert into all_reports (tenant_id, user_id, report_id, report_type, origin, due_at, created_at)
            select ($1::text[])[1 + number % $3], ($2::text[])[1 + number % $3], gen_random_uuid(), 'daily', 'schedule', now(), now() from generate_series(0, $4 - 1) as number
            """, users.Select(static user => user.RequiredTenantId).ToArray(), users.Select(static user => user.RequiredUserId).ToArray(), users.Count, count);
    }

    // From its request to its end, as the rows say; in milliseconds.
    private static async Task<double> AskAsync(ReportsSuite own, int count, string name)
    {
        foreach (var user in Users(own, count, name))
        {
            Assert.Equal("completed", (await own.MakeAsync(user)).Status);
        }

        return await own.SqlAsync<double>("select extract(epoch from percentile_disc(0.95) within group (order by completed_at - created_at))::float8 * 1000 from all_reports where origin = 'api' and user_id like $1", name + "%");
    }

    private static double Memory(ReportsSuite own, List<string> asked)
    {
        asked.AddRange(own.Peer.Seen.Select(static seen => seen.Path).Where(static path => path.StartsWith("/quotes/", StringComparison.Ordinal) || path == ReportsSuite.Feed));
        own.Peer.Seen.Clear();
        own.Standings.Asked.Clear();
        return GC.GetTotalMemory(forceFullCollection: true) / 1e6;
    }
}
