using System.Globalization;
using Nanobot.Platform.Bus.Names;
using Nanobot.Services.Scheduler.Firing;
using Npgsql;
using StackExchange.Redis;

namespace Nanobot.Bench.Firings;

/// <summary>
/// Events that wait in an outbox, until the last is published and noted: the relay as the process has it, beside what it cannot do without, each alone: the same
/// payloads added to a stream in batches of the same size, and rows claimed and noted in such batches. In turns, on the same stores.
/// </summary>
internal static class RelayBench
{
    private const int Tenants = 1000;
    private const int Batch = 500;
    private static readonly RedisKey Topic = RedisNames.OfTopic("report.requested.v1");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly TimeProvider Time = TimeProvider.System;

    /// <summary>Measures, and prints a table.</summary>
    public static async Task RunAsync(Stage stage, int events, int rounds, TextWriter output)
    {
        await using var database = await BenchDatabase.CreateSchedulerAsync(stage, "relay");
        await using var app = SchedulerApp.Build(stage, database);
        await MakeAsync(app, database, events);
        var payloads = await database.QueryAsync("select envelope from kept order by id", static row => row.GetString(0));
        var relay = app.Services.GetServices<IHostedService>().Single(static service => service.GetType().Name == "OutboxRelay");
        await using var redis = await ConnectionMultiplexer.ConnectAsync(stage.Redis);
        (string Name, Func<Task<double>> Measure)[] ways =
        [
            ("the relay", () => RelayAsync(relay, database, redis)),
            ("XADD alone", () => AddAsync(redis, payloads)),
            ("claims alone", () => ClaimAsync(database)),
        ];
        var measured = ways.ToDictionary(static way => way.Name, static _ => new List<double>());
        // The first round warms.
        for (var round = 0; round <= rounds; round++)
        {
            foreach (var (name, measure) in ways)
            {
                await FillAsync(database, redis);
                var seconds = await measure();
                await Console.Error.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{name}: {seconds:0.00} s"));
                if (round > 0)
                {
                    measured[name].Add(events / seconds);
                }
            }
        }

        var rates = measured.ToDictionary(static way => way.Key, static way => way.Value.Median(static one => one));
        var bare = Math.Min(rates[ways[1].Name], rates[ways[2].Name]);
        await output.WriteLineAsync($"\n| {events} events of {Tenants} tenants, batches of {Batch} | events/s, median (least to most) | of the slower alone |\n| --- | --- | --- |");
        foreach (var (name, _) in ways)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"| {name} | {rates[name]:0} ({measured[name].Min():0} – {measured[name].Max():0}) | {rates[name] / bare:0.00} |"));
        }
    }

    // Events as the process writes them.
    private static async Task MakeAsync(WebApplication app, BenchDatabase database, int events)
    {
        await BenchJobs.ClearAsync(database, Tenants);
        await BenchJobs.AddAsync(database, events, Tenants, Time.GetUtcNow().AddMinutes(-1));
        await BenchJobs.SettleAsync(database);
        var scan = app.Services.GetRequiredService<DueScan>();
        using var deadline = new CancellationTokenSource(Patience, Time);
        while (await database.ValueAsync<long>("select count(*) from nanobot.outbox") < events)
        {
            await scan.LookAsync(deadline.Token);
        }

        await database.ExecuteAsync("create table kept as table nanobot.outbox");
    }

    private static async Task FillAsync(BenchDatabase database, ConnectionMultiplexer redis)
    {
        await redis.GetDatabase().KeyDeleteAsync(Topic);
        await database.ExecuteAsync("truncate nanobot.outbox");
        await database.ExecuteAsync("insert into nanobot.outbox overriding system value select * from kept");
        await BenchJobs.SettleAsync(database);
    }

    private static async Task<double> RelayAsync(IHostedService relay, BenchDatabase database, ConnectionMultiplexer redis)
    {
        var expected = await database.ValueAsync<long>("select count(*) from nanobot.outbox");
        var began = Time.GetTimestamp();
        await relay.StartAsync(CancellationToken.None);
        using var deadline = new CancellationTokenSource(Patience, Time);
        while (await database.ValueAsync<bool>("select exists (select from nanobot.outbox where published_at is null)"))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), Time, deadline.Token);
        }

        var took = Time.GetElapsedTime(began);
        await relay.StopAsync(CancellationToken.None);
        var added = await redis.GetDatabase().StreamLengthAsync(Topic);
        return added == expected ? took.TotalSeconds : throw new InvalidOperationException($"Of {expected} events {added} are in the stream.");
    }

    private static async Task<double> AddAsync(ConnectionMultiplexer redis, List<string> payloads)
    {
        var target = redis.GetDatabase();
        var began = Time.GetTimestamp();
        foreach (var batch in payloads.Chunk(Batch))
        {
            await Task.WhenAll(batch.Select(payload => target.StreamAddAsync(Topic, "data", payload)));
        }

        return Time.GetElapsedTime(began).TotalSeconds;
    }

    private static async Task<double> ClaimAsync(BenchDatabase database)
    {
        await using var source = NpgsqlDataSource.Create(database.Owner);
        await using var connection = await source.OpenConnectionAsync();
        var began = Time.GetTimestamp();
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var claim = new NpgsqlCommand("select id, event_id, tenant_id, topic, envelope from nanobot.outbox where published_at is null order by id limit $1 for update skip locked", connection, transaction)
            {
                Parameters = { new NpgsqlParameter<int> { TypedValue = Batch } },
            };
            List<long> ids = [];
            await using (var rows = await claim.ExecuteReaderAsync())
            {
                while (await rows.ReadAsync())
                {
                    ids.Add(rows.GetInt64(0));
                }
            }

            if (ids.Count == 0)
            {
                return Time.GetElapsedTime(began).TotalSeconds;
            }

            await using var note = new NpgsqlCommand("update nanobot.outbox set published_at = now() where id = any($1)", connection, transaction) { Parameters = { new NpgsqlParameter<long[]> { TypedValue = [.. ids] } } };
            await note.ExecuteNonQueryAsync();
            await transaction.CommitAsync();
        }
    }
}
