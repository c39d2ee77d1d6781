using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Users;
using Nanobot.Testing;
using Npgsql;

namespace Nanobot.Services.Chat.Tests.Canaries;

/// <summary>A service with many users, each of whom has its word in all that it keeps, and a model that tells what it is shown.</summary>
internal sealed class CanaryTrial : IAsyncDisposable
{
    // More than that do not get further at once on a small machine.
    private const int AtOnce = 24;

    private readonly CanaryTelemetry _telemetry;

    private CanaryTrial(CanaryFindings findings, CanaryModel model, CanaryTelemetry telemetry, ChatHost host)
    {
        (Findings, Model, _telemetry, Host) = (findings, model, telemetry, host);
        Turns = new CanaryTurns(host, findings);
    }

    public CanaryFindings Findings { get; }

    public CanaryModel Model { get; }

    public ChatHost Host { get; }

    public CanaryTurns Turns { get; }

    public string Redis => Host.ProcessSettings["ConnectionStrings:cache"]!;

    public static async Task<CanaryTrial> StartAsync(int tenants, int users, Random random)
    {
        var findings = new CanaryFindings(new CanaryFlock(tenants, users, random));
        var (model, telemetry) = (await CanaryModel.StartAsync(findings), new CanaryTelemetry(findings));
        var settings = new Dictionary<string, string?>(Plenty.Settings())
        {
            ["Logging:LogLevel:Default"] = "Trace",
            ["Logging:Console:LogLevel:Default"] = "None",
            ["Memory:Idle"] = "00:00:01",
            ["Memory:Poll"] = "00:00:00.200",
            ["Memory:Parallelism"] = "8",
            ["Memory:MostOfTenant"] = "4",
            ["Runs:Parallelism"] = "16",
        };
        var host = await ChatHost.StartAsync(model.Model, settings, services => services.AddSingleton<ILoggerProvider>(telemetry));
        return new CanaryTrial(findings, model, telemetry, host);
    }

    /// <summary>Puts each user's word into its files, its watchlist and a report.</summary>
    public Task SettleAsync() => Parallel.ForEachAsync(Findings.Flock.All, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (canary, cancellation) =>
    {
        var key = (canary.User.TenantId!, canary.User.UserId!);
        Host.Peers.Users[key] = new UserResource(canary.User.UserId!, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch,
            new Watchlist([], [], [], [canary.In("watchlist")]), new Preferences(Language: "en", TimeZone: "UTC"), System.Text.Json.JsonSerializer.SerializeToElement(new { }));
        Host.Peers.Reports.GetOrAdd(key, static _ => new()).Enqueue(new ReportResource(
            Guid.NewGuid(), canary.User.UserId!, "daily", "completed", 100, $"# A report of {canary.In("report")}", null, DateTimeOffset.UtcNow, DateTimeOffset.UtcNow));
        using var client = Host.For(canary.User);
        foreach (var (path, text) in new[] { ("notes.md", canary.In("file")), ("MEMORY.md", $"# Memory\n\n- {canary.In("memory")}"), ("USER.md", canary.In("profile")), ($"kept/{canary.In("path")}.md", "x") })
        {
            using var written = await client.PutAsync($"/workspace/files/{path}", new StringContent(text), cancellation);
            Assert.True(written.IsSuccessStatusCode, $"{path}: {written.StatusCode}");
        }
    });

    /// <summary>Makes so many turns of users that are drawn, many at once and one after the other where they are of one user.</summary>
    public async Task MakeAsync(int turns, Random random)
    {
        var drawn = Enumerable.Range(0, turns).Select(_ => (Canary: Findings.Flock.All[random.Next(Findings.Flock.All.Count)], Door: CanaryTurns.Doors[random.Next(CanaryTurns.Doors.Length)], Random: new Random(random.Next()))).ToList();
        var ones = Findings.Flock.All.ToDictionary(static canary => canary, static _ => new OneAtATime());
        await Parallel.ForEachAsync(drawn, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (turn, cancellation) =>
        {
            var one = ones[turn.Canary];
            await one.Gate.WaitAsync(cancellation);
            try
            {
                one.Session = await Turns.SayAsync(turn.Canary, turn.Door, turn.Random.Next(4) == 0 ? null : one.Session, turn.Random) ?? one.Session;
            }
            finally
            {
                one.Gate.Release();
            }
        });
    }

    /// <summary>Searches the stores while a run is in the middle of its turn, so that its journal is there: how many steps it had.</summary>
    /// <param name="also">What else is done in that moment.</param>
    public async Task<int> SearchInTheMiddleAsync(Func<NpgsqlConnection, Task>? also = null)
    {
        var canary = Findings.Flock.All[0];
        var run = await Turns.HeldAsync(canary);
        await Model.Waits.Task.WaitAsync(Eventually.Deadline);
        var steps = (await SearchStoresAsync(also))["public.chat_run_step"];
        Model.GoOn.SetResult();
        using var client = Host.For(canary.User);
        await Turns.EndedAsync(client, canary, run);
        return steps;
    }

    /// <summary>Waits until no session is due to be gone through for facts.</summary>
    public Task RememberedAsync(TimeSpan within) => Eventually.GetAsync(async () =>
    {
        await using var source = NpgsqlDataSource.Create(Host.DatabaseOwner);
        await using var command = source.CreateCommand("select count(*) from chat_consolidation where due_at is not null");
        return (long)(await command.ExecuteScalarAsync())!;
    }, static waiting => waiting == 0, within);

    public Task ReadAllAsync() => Parallel.ForEachAsync(
        Findings.Flock.All, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (canary, _) => await Turns.ReadAllAsync(canary));

    /// <summary>The database and Redis: rows by table, and keys.</summary>
    public async Task<IReadOnlyDictionary<string, int>> SearchStoresAsync(Func<NpgsqlConnection, Task>? also = null)
    {
        await using var source = NpgsqlDataSource.Create(Host.DatabaseOwner);
        await using var connection = await source.OpenConnectionAsync();
        var rows = await DatabaseSearch.SearchAsync(connection, Findings);
        await RedisSearch.SearchAsync(Redis, await RunsAsync(connection), Findings);
        await (also?.Invoke(connection) ?? Task.CompletedTask);
        return rows;
    }

    private async Task<IReadOnlyDictionary<Guid, Canary?>> RunsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand("select run_id, tenant_id, user_id from chat_run", connection);
        await using var reader = await command.ExecuteReaderAsync();
        var runs = new Dictionary<Guid, Canary?>();
        while (await reader.ReadAsync())
        {
            runs[reader.GetGuid(0)] = Findings.Flock.Of(reader.GetString(1), reader.GetString(2));
        }

        return runs;
    }

    public async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        await Model.DisposeAsync();
        _telemetry.Dispose();
    }

    private sealed class OneAtATime
    {
        public SemaphoreSlim Gate { get; } = new(1);

        public string? Session { get; set; }
    }
}
