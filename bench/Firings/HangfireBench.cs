using Hangfire;
using Hangfire.PostgreSql;

namespace Nanobot.Bench.Firings;

/// <summary>
/// Hangfire with its store in PostgreSQL: jobs that are scheduled for one second, and jobs that wait in its queue already when its server starts, which is less than a schedule asks of it.
/// </summary>
internal static class HangfireBench
{
    private const int Many = 20;
    private static readonly int Few = 2 * Environment.ProcessorCount;

    /// <summary>Measures, and prints a line for each way.</summary>
    public static async Task RunAsync(Stage stage, int jobs, int rounds, TextWriter output)
    {
        // What was the faster of its default and a few: scheduled jobs wait for one thread that puts them into the queue, which more workers only hold up.
        await PeerBench.RunAsync(stage, $"Hangfire 1.8.25, scheduled, {Few} workers", jobs, rounds, static database => OpenAsync(database, Few, isScheduled: true), output);
        await PeerBench.RunAsync(stage, $"Hangfire 1.8.25, enqueued before, {Many} workers", jobs, rounds, static database => OpenAsync(database, Many, isScheduled: false), output);
    }

    private static Task<(PeerBench.Store, IAsyncDisposable)> OpenAsync(BenchDatabase database, int workers, bool isScheduled)
    {
        var options = new PostgreSqlStorageOptions { QueuePollInterval = TimeSpan.FromMilliseconds(50), EnableLongPolling = true };
        var storage = new PostgreSqlStorage(new Hangfire.PostgreSql.Factories.NpgsqlConnectionFactory($"{database.Owner};Maximum Pool Size=100", options), options);
        var peer = new Server(storage, workers);
        if (isScheduled)
        {
            peer.Start();
        }

        return Task.FromResult<(PeerBench.Store, IAsyncDisposable)>(((_, jobs, due) => peer.StoreAsync(jobs, isScheduled ? due : null, due), peer));
    }

    private sealed class Server(PostgreSqlStorage storage, int workers) : IAsyncDisposable
    {
        private BackgroundJobServer? _server;

        public void Start() => _server ??= new BackgroundJobServer(
            new BackgroundJobServerOptions { WorkerCount = workers, SchedulePollingInterval = TimeSpan.FromSeconds(1) }, storage);

        public async Task StoreAsync(int jobs, DateTimeOffset? scheduled, DateTimeOffset due)
        {
            await StopAsync(scheduled is null);
            var client = new BackgroundJobClient(storage);
            for (var number = 0; number < jobs; number++)
            {
                _ = scheduled is { } time ? client.Schedule(() => Reached.Count(), time) : client.Enqueue(() => Reached.Count());
            }

            if (scheduled is null)
            {
                _ = StartAtAsync(due);
            }
        }

        public async ValueTask DisposeAsync() => await StopAsync(true);

        private async Task StartAtAsync(DateTimeOffset due)
        {
            await Task.Delay(due - TimeProvider.System.GetUtcNow(), TimeProvider.System);
            Start();
        }

        private async Task StopAsync(bool isWanted)
        {
            if (isWanted && _server is { } server)
            {
                server.SendStop();
                await server.WaitForShutdownAsync(CancellationToken.None);
                server.Dispose();
                _server = null;
            }
        }
    }
}
