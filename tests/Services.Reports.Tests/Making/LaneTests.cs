using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;

namespace Nanobot.Services.Reports.Tests.Making;

public sealed class LaneTests
{
    [Fact]
    public async Task What_schedules_ask_for_keeps_nobody_waiting_who_asks_for_a_report()
    {
        await using var own = new ReportsSuite(null, [new("Reports:Parallelism", "1"), new("Reports:ScheduledParallelism", "2")]);
        own.Peer.Quotes("LNA", "2026-11-19,1,2,1,1.5,10");
        var (busy, ada) = (own.User(new Watchlist(Stocks: ["LNA"])), own.User(new Watchlist(Stocks: ["LNA"])));
        await own.MakeAsync(busy);
        // Another question than that of the first one.
        own.Peer.Quotes("LNA", "2026-11-20,1,2,1,1.75,10");
        var hanging = 0;
        own.Model(busy, async (_, cancellationToken) =>
        {
            Interlocked.Increment(ref hanging);
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return "";
        });
        await own.SqlAsync<int>("""
            insert into all_reports (tenant_id, user_id, report_id, report_type, origin, due_at, created_at)
            select tenant_id, user_id, gen_random_uuid(), report_type, 'schedule', now(), now() from all_reports cross join generate_series(1, 50) where tenant_id = $1 returning 1
            """, busy.RequiredTenantId);
        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref hanging) == 2));

        Assert.Equal("completed", (await own.MakeAsync(ada)).Status);
        Assert.Equal(2, hanging);
        Assert.Equal("processing 2, pending 48", await own.SqlAsync<string>("""
            select string_agg(status || ' ' || count, ', ' order by status desc) from (select status, count(*) from all_reports where origin = 'schedule' group by status) stand
            """));
    }
}
