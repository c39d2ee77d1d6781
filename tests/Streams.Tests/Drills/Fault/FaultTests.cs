using System.Diagnostics;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Nanobot.Streams.Tests.Drills.Work;
using Nanobot.Streams.Tests.Provider;
using Nanobot.Streams.Tests.Running;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Npgsql;
using StackExchange.Redis;
using Xunit.Abstractions;

namespace Nanobot.Streams.Tests.Drills.Fault;

/// <summary>Stores and the model's provider that are slow, refuse or have no room, while callers work: answers are specific and come in time, nothing is done by halves, and all recovers by itself.</summary>
[Collection(DrillCollection.Name)]
public sealed class FaultTests(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(DrillSettings.Number("FAULT_SECONDS", 2));
    private static readonly bool IsWhole = DrillSettings.Number("FAULT_ALL", 0) == 1;
    private static readonly TimeSpan Recovery = TimeSpan.FromSeconds(45);
    private readonly SuiteStores _stores = SuiteStores.StartOwn();
    private readonly SteadyModel _model = new();
    private readonly SmallDisk _disk = new();
    private readonly List<string> _faults = [];

    public void Dispose()
    {
        _stores.Dispose();
        Directory.Delete(_disk.Path, recursive: true);
    }

    [Fact]
    public async Task Whatever_is_slow_refuses_or_is_full_answers_are_specific_and_in_time_and_all_recovers_by_itself()
    {
        await using var model = _model;
        await model.StartAsync();
        await using var suite = new ModuleSuite(_stores, new Dictionary<string, string?>(DrillSettings.Modules(model)) { ["Reports:Archive:Poll"] = "00:00:00.500" }, objects: SmallDisk.IsPermitted ? _disk.Path : null);
        suite.Add(Build.Current, 1, 1);
        if (SmallDisk.IsPermitted)
        {
            _disk.Give(suite.Of("reports")[0]);
        }

        await suite.MigrateAsync(Build.Current);
        await suite.StartAsync();
        using var http = new HttpClient { Timeout = Timeout.InfiniteTimeSpan };
        await SuiteCalls.HealthyAsync(http, suite.Gateways[0].Address);
        var work = new DrillWork(http, "fault", () => suite.Gateways);
        await work.PrepareAsync(tenants: 1);
        using var ending = new CancellationTokenSource();
        var working = work.RunAsync(ending.Token);
        await using var redis = await ConnectionMultiplexer.ConnectAsync($"{suite.Redis},allowAdmin=true");
        foreach (var fault in All(suite, redis.GetServers()[0]))
        {
            await TryAsync(fault, suite, http, work.Book);
        }

        await ending.CancelAsync();
        await working;
        var afterwards = new Afterwards(suite, work.Book);
        await afterwards.CompareAsync();
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{work.Book.Answered} calls acknowledged, {afterwards.Events.Count} events, {afterwards.Events.Unhandled().Count()} lost, {afterwards.Faults.Count} faults"));
        _faults.AddRange(afterwards.Faults);
        Assert.True(_faults.Count == 0, string.Join('\n', _faults));
    }

    private IEnumerable<Trouble> All(ModuleSuite suite, IServer redis)
    {
        yield return new("PostgreSQL has too many connections (53300)", "503 DATABASE_UNAVAILABLE", () => ConnectionsAsync(suite, 0), () => ConnectionsAsync(suite, -1));
        yield return new("Redis is read-only (READONLY)", null, () => redis.ExecuteAsync("REPLICAOF", "127.0.0.1", "1"), () => redis.ExecuteAsync("REPLICAOF", "NO", "ONE"));
        yield return new("the model's provider answers 500", "MODEL_UNAVAILABLE", () => Set(() => _model.Status = StatusCodes.Status500InternalServerError), () => Set(() => _model.Status = StatusCodes.Status200OK));
        if (SmallDisk.IsPermitted)
        {
            yield return new("the disk of objects is full", null, _disk.FillAsync, () => Set(_disk.Free),
                () => Task.FromResult(_disk.Files > 0), async () => await HealthAsync(suite) == "degraded");
        }

        if (!IsWhole)
        {
            yield break;
        }

        yield return new("Redis has no room (OOM)", null, () => redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "1"), () => redis.ExecuteAsync("CONFIG", "SET", "maxmemory", "0"));
        yield return new("PostgreSQL is slow (100 ms each way)", null, () => Ways(suite, static one => one.Database.Slow(TimeSpan.FromMilliseconds(100))), () => Ways(suite, static one => one.Database.Mend()));
        yield return new("Redis is slow (300 ms each way)", null, () => Ways(suite, static one => one.Redis.Slow(TimeSpan.FromMilliseconds(300))), () => Ways(suite, static one => one.Redis.Mend()));
        yield return new("the model's provider is slow (2 s)", null, () => Set(() => _model.Delay = TimeSpan.FromSeconds(2)), () => Set(() => _model.Delay = TimeSpan.Zero));
        yield return new("PostgreSQL is gone (connections are reset)", "503 DATABASE_UNAVAILABLE", () => Ways(suite, static one => one.Database.Cut()), () => Ways(suite, static one => one.Database.Mend()));
        yield return new("Redis is gone (connections are reset)", null, () => Ways(suite, static one => one.Redis.Cut()), () => Ways(suite, static one => one.Redis.Mend()));
        yield return new("packets to Redis are lost", null, () => Ways(suite, static one => one.Redis.Silence()), () => Ways(suite, static one => one.Redis.Mend()));
        yield return new("packets to PostgreSQL are lost", null, () => Ways(suite, static one => one.Database.Silence()), () => Ways(suite, static one => one.Database.Mend()));
    }

    private async Task TryAsync(Trouble trouble, ModuleSuite suite, HttpClient http, DrillBook book)
    {
        var before = new Dictionary<string, int>(book.Refusals);
        book.ForgetSlowest();
        var answered = book.Answered;
        await trouble.Begin();
        await Task.Delay(Lasting);
        if (trouble.Expected is { } expected)
        {
            await Eventually.TrueAsync(() => Task.FromResult(Since(before, book).Any(one => one.Key.Contains(expected, StringComparison.Ordinal))), Recovery);
        }

        if (trouble.Seen is { } seen)
        {
            await Eventually.TrueAsync(seen, Recovery);
        }

        var during = Since(before, book);
        await trouble.Mend();
        var watch = Stopwatch.StartNew();
        await SuiteCalls.HealthyAsync(http, suite.Gateways[0].Address, Recovery);
        var healthy = watch.Elapsed;
        if (trouble.Recovered is { } recovered)
        {
            await Eventually.TrueAsync(recovered, Recovery);
        }

        // Each caller has been answered once more.
        var again = book.Answered;
        await Eventually.TrueAsync(() => Task.FromResult(book.Answered > again + 10), Recovery);
        var told = during.Count == 0 ? "nothing" : string.Join(", ", during.Select(static one => $"{one.Key} {one.Value}"));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{trouble.Name}: refused {told}; {again - answered} answered, the slowest after {book.Slowest.TotalSeconds:0.0} s; healthy {healthy.TotalSeconds:0.0} s after its end"));
        if (during.Keys.Any(static what => what.StartsWith("500", StringComparison.Ordinal) || what.EndsWith("none", StringComparison.Ordinal) || what.StartsWith("no answer", StringComparison.Ordinal)))
        {
            _faults.Add($"{trouble.Name}: refused {told}");
        }
    }

    private static async Task<string> HealthAsync(ModuleSuite suite)
    {
        using var http = new HttpClient();
        return await SuiteCalls.HealthAsync(http, suite.Gateways[0].Address);
    }

    private static Dictionary<string, int> Since(Dictionary<string, int> before, DrillBook book) =>
        book.Refusals.Select(one => (one.Key, Value: one.Value - before.GetValueOrDefault(one.Key))).Where(static one => one.Value > 0).ToDictionary(static one => one.Key, static one => one.Value);

    private static Task Set(Action change)
    {
        change();
        return Task.CompletedTask;
    }

    private static Task Ways(ModuleSuite suite, Action<ModuleProcess> change) => Set(() =>
    {
        foreach (var one in suite.All)
        {
            change(one);
        }
    });

    // No login of any module may begin a session, and those that there are end.
    private static async Task ConnectionsAsync(ModuleSuite suite, int most)
    {
        foreach (var module in (string[])["tenants", "chat", "reports", "scheduler"])
        {
            var database = new NpgsqlConnectionStringBuilder(suite.Rows(module).ConnectionString).Database;
            foreach (var login in (string[])["app", "platform"])
            {
                await using var command = suite.Rows(module).CreateCommand($"alter role {database}_{login} connection limit {most}");
                await command.ExecuteNonQueryAsync();
            }

            await using var ending = suite.Rows(module).CreateCommand("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename <> current_user");
            if (most == 0)
            {
                await ending.ExecuteNonQueryAsync();
            }
        }
    }

    /// <summary>What goes wrong for a while.</summary>
    /// <param name="Name">What.</param>
    /// <param name="Expected">What some caller has to be refused with; null where none needs to be.</param>
    /// <param name="Begin">Begins it.</param>
    /// <param name="Mend">Ends it.</param>
    /// <param name="Recovered">What has to be so again, beside all that is healthy; null for nothing.</param>
    /// <param name="Seen">What has to be so meanwhile; null for nothing.</param>
    private sealed record Trouble(string Name, string? Expected, Func<Task> Begin, Func<Task> Mend, Func<Task<bool>>? Recovered = null, Func<Task<bool>>? Seen = null);
}
