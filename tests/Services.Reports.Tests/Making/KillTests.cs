using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nanobot.Contracts.Users;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Tests.Support;
using Nanobot.Testing;
using Nanobot.Testing.Ai;
using Npgsql;

namespace Nanobot.Services.Reports.Tests.Making;

/// <summary>A process that makes reports is killed (SIGKILL) while it has one in each state; another goes on behind what was kept.</summary>
public sealed class KillTests
{
    private const string Gathering = "KILLA";
    private const string Writing = "KILLB";
    private const string Rewriting = "KILLC";
    private const string Ending = "KILLD";
    private const long Hold = 20_261_127;
    private static readonly string[] States = [Gathering, Writing, Rewriting, Ending];
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly TaskCompletionSource _killed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Dictionary<string, TaskCompletionSource> _reached = States.ToDictionary(static state => state, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    [Fact]
    public async Task Each_report_ends_once_and_nothing_that_was_kept_is_made_again()
    {
        await using var model = await Testing.Ai.ScriptedModel.StartAsync(AnswerAsync);
        await using var own = new ReportsSuite(ReportsSuite.WithoutWorker, new("Reports:Lease", "00:00:03"), new("Reports:Parallelism", "4"), new("Evidence:Timeout", "00:01:00"));
        var reports = new Dictionary<string, (TenantContext User, Guid Id)>();
        foreach (var symbol in States)
        {
            own.Peer.Quotes(symbol, "2026-11-19,1,2,1,1.5,10");
            var user = own.User(new Watchlist(Stocks: [symbol]));
            reports[symbol] = (user, (await own.RequestAsync(user)).ReportId);
        }

        own.Peer.Answer($"/quotes/{Gathering}.csv", http => BlockAsync(Gathering, http));
        await HoldEndsAsync(own);
        await using var owner = NpgsqlDataSource.Create(own.Database);
        await using (var holder = await owner.OpenConnectionAsync())
        {
            await using (var command = new NpgsqlCommand($"select pg_advisory_lock({Hold})", holder))
            {
                await command.ExecuteNonQueryAsync();
            }

            await using var doomed = await ServiceProcess.StartAsync("Services.Reports", [.. own.Settings, .. model.Settings]);
            await Task.WhenAll(new[] { Gathering, Writing, Rewriting }.Select(state => _reached[state].Task)).WaitAsync(Patience);
            await Eventually.TrueAsync(async () => await own.SqlAsync<long>("select count(*) from pg_locks where locktype = 'advisory' and not granted and database = (select oid from pg_database where datname = current_database())") > 0, Patience);
            doomed.Kill();
            _killed.SetResult();
        }

        await own.LinesAsync("drop trigger hold on all_reports");
        own.Peer.Quotes(Gathering, "2026-11-19,1,2,1,1.5,10");
        await using var next = new ReportsSuite(null, own.Settings.Concat(ReportsSuite.On(own.Database)).DistinctBy(static setting => setting.Key));
        var asked = new System.Collections.Concurrent.ConcurrentBag<string>();
        foreach (var (symbol, (user, _)) in reports)
        {
            next.Model(user, (_, _) =>
            {
                asked.Add(symbol);
                return Task.FromResult("Calm.");
            });
        }

        foreach (var (symbol, (user, id)) in reports)
        {
            var report = await Eventually.GetAsync(() => next.GetAsync(user, id), static report => report.Status is "completed" or "failed", Patience);
            Assert.Equal((symbol, "completed"), (symbol, report.Status));
            Assert.Contains("Calm.", report.Content, StringComparison.Ordinal);
            Assert.Equal((symbol, 1L), (symbol, await own.SqlAsync<long>("select count(*) from nanobot.outbox where topic = 'report.completed.v1' and envelope::jsonb -> 'data' ->> 'report_id' = $1", id.ToString())));
            Assert.Equal((symbol, symbol == Gathering ? 2 : 1), (symbol, own.Peer.Seen.Count(seen => seen.Path == $"/quotes/{symbol}.csv")));
        }

        Assert.Equal([Gathering, Writing, Rewriting], asked.Order(StringComparer.Ordinal));
    }

    // The end of a report waits in the database, with its words kept.
    private static Task HoldEndsAsync(ReportsSuite own) => own.LinesAsync(
        $"create function hold_report() returns trigger language plpgsql as $$ begin perform pg_advisory_xact_lock({Hold}); return new; end $$",
        "create trigger hold before update on all_reports for each row when (new.status = 'completed') execute function hold_report()");

    private async Task AnswerAsync(JsonElement request, HttpContext http)
    {
        var asked = request.GetProperty("messages").EnumerateArray().Last().GetProperty("content").ToString();
        var symbol = States.First(state => asked.Contains(state, StringComparison.Ordinal));
        switch (symbol)
        {
            case Rewriting when !asked.Contains("REWRITE", StringComparison.Ordinal):
                await new ModelReply($"{Rewriting} closed at 9.99 [E1]. Calm.").WriteAsync(http, request);
                break;
            case Ending:
                await new ModelReply("Calm.").WriteAsync(http, request);
                break;
            default:
                await BlockAsync(symbol, http);
                break;
        }
    }

    private async Task BlockAsync(string state, HttpContext http)
    {
        _reached[state].TrySetResult();
        await _killed.Task.WaitAsync(Patience, http.RequestAborted).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
