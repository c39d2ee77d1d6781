using Aspire.Hosting.Testing;
using Nanobot.Testing.Running;
using StackExchange.Redis;

namespace Nanobot.Suite.Tests;

[Collection(SuiteCollection.Name)]
public sealed class ExactlyOnceTests(SuiteFixture suite)
{
    [Fact]
    public async Task Every_report_exists_exactly_once_although_each_service_is_killed_while_they_are_made()
    {
        var load = new ReportLoad(suite);
        await load.ScheduleAsync(TimeSpan.FromSeconds(15));

        foreach (var service in (string[])["scheduler", "reports", "tenants", "chat", "gateway"])
        {
            var process = new ServiceProcess(suite, service);
            await process.KillAsync();
            await process.StartAsync();
        }

        await load.AssertEachExactlyOnceAsync();
    }

    [Fact]
    public async Task Every_report_exists_exactly_once_although_Redis_loses_everything_while_they_are_made()
    {
        await using var flush = new Flush(await suite.App.GetConnectionStringAsync("cache"));
        var load = new ReportLoad(suite);
        await load.ScheduleAsync(TimeSpan.FromSeconds(8));

        for (var i = 0; i < 5; i++)
        {
            await flush.AfterMoreEventsAsync();
        }

        await load.AssertEachExactlyOnceAsync();
    }

    /// <summary>Empties Redis whenever another event has reached a stream, so that each time something is lost.</summary>
    private sealed class Flush(string? connectionString) : IAsyncDisposable
    {
        private readonly ConnectionMultiplexer _redis = ConnectionMultiplexer.Connect($"{connectionString},allowAdmin=true");

        public async Task AfterMoreEventsAsync()
        {
            await Testing.Eventually.TrueAsync(async () => await _redis.GetDatabase().KeyExistsAsync("report.requested.v1"));
            await _redis.GetServer(_redis.GetEndPoints()[0]).FlushAllDatabasesAsync();
        }

        public async ValueTask DisposeAsync() => await _redis.CloseAsync();
    }
}
