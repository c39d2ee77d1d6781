using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using StackExchange.Redis;

namespace Nanobot.Services.Chat.Tests.Canaries;

/// <summary>The search for canaries finds one that is where it must not be, wherever that is.</summary>
public sealed class CanarySearchTests : IAsyncLifetime
{
    private static readonly (string Table, string Column)[] Columns =
    [
        ("public.chat_session", "title"), ("public.chat_message", "content"), ("public.chat_run", "question"), ("public.chat_run", "answer"), ("public.chat_run_step", "content"),
        ("public.chat_approval", "arguments"), ("public.chat_notification", "text"), ("public.chat_fact", "text"), ("public.workspace_file", "content"),
        ("public.workspace_file", "path"), ("public.workspace_revision", "content"), ("nanobot.outbox", "envelope"), ("nanobot.model_calls", "subject"),
    ];

    private CanaryTrial _trial = null!;

    private Canary First => _trial.Findings.Flock.All[0];

    private Canary Other => _trial.Findings.Flock.All[1];

    public async Task InitializeAsync()
    {
        _trial = await CanaryTrial.StartAsync(2, 1, new Random(1));
        await _trial.SettleAsync();
    }

    public async Task DisposeAsync() => await _trial.DisposeAsync();

    [Fact]
    public async Task In_every_table_in_Redis_in_log_records_and_in_spans()
    {
        await _trial.Turns.SayAsync(First, "background", null, "remember, notify, rewrite; read; remember");
        await _trial.SearchInTheMiddleAsync(PlantInTablesAsync);
        await _trial.SearchStoresAsync();
        Assert.Equal([], _trial.Findings.Foreign);

        await PlantInRedisAsync();
        _trial.Host.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Planted").LogTrace("A word: {Word}", Other.In("log"));
        using (var source = new ActivitySource("Planted"))
        using (var span = source.StartActivity("planted"))
        {
            span!.SetTag("word", Other.In("span"));
        }

        Assert.Equal(["log", "spans"], _trial.Findings.Foreign.Where(static one => one.Found.Contains("nobody's", StringComparison.Ordinal)).Select(static one => one.Kind).Where(static kind => kind != "redis"));
    }

    [Fact]
    public void In_prompts_answers_and_streams()
    {
        var findings = new CanaryFindings(_trial.Findings.Flock);
        findings.LookAtOne("prompts", "a prompt", $"{First.In("message")} {First.In("file")}");
        findings.Look("answers", "an answer", First.In("file"), First);
        Assert.Equal([], findings.Foreign);

        findings.LookAtOne("prompts", "a prompt", $"{First.In("message")} {Other.In("file")}");
        findings.Look("answers", "an answer", Other.Word.ToUpperInvariant(), First);
        Assert.Equal(["prompts", "answers"], findings.Foreign.Select(static one => one.Kind));
    }

    /// <summary>Each column by itself, and nothing of it stays.</summary>
    private async Task PlantInTablesAsync(NpgsqlConnection connection)
    {
        foreach (var (table, column) in Columns)
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var plant = new NpgsqlCommand($"""
                update {table} set {column} = {(column == "content" && table.Contains("workspace", StringComparison.Ordinal) ? "convert_to($3, 'UTF8')" : "$3")}
                where ctid = (select ctid from {table} where tenant_id = $1 and user_id = $2 limit 1)
                """, connection, transaction)
            {
                Parameters = { new() { Value = First.User.TenantId }, new() { Value = First.User.UserId }, new() { Value = Other.In("planted") } },
            };
            Assert.True(await plant.ExecuteNonQueryAsync() == 1, $"{table} has no row.");
            var findings = new CanaryFindings(_trial.Findings.Flock);
            await DatabaseSearch.SearchAsync(connection, findings);
            // Another table may have what its triggers made of it.
            Assert.True(findings.Foreign.Any(one => one.Kind == table), $"{table}.{column}: {string.Join(", ", findings.Foreign)}");
            await transaction.RollbackAsync();
        }
    }

    private async Task PlantInRedisAsync()
    {
        await using var connection = await ConnectionMultiplexer.ConnectAsync(_trial.Redis);
        var (database, word) = (connection.GetDatabase(), Other.In("planted"));
        Func<Task>[] plants =
        [
            () => database.StringSetAsync("planted", word), () => database.StringSetAsync(word, "x"), () => database.HashSetAsync("planted", "x", word), () => database.ListRightPushAsync("planted", word),
            () => database.SetAddAsync("planted", word), () => database.SortedSetAddAsync("planted", word, 1), () => database.StreamAddAsync("planted", "x", word),
            () => database.StreamAddAsync("planted", "data", $$"""{"tenantid":"{{First.User.TenantId}}","userid":"{{First.User.UserId}}","data":"{{word}}"}"""),
        ];
        foreach (var plant in plants)
        {
            await plant();
            var findings = new CanaryFindings(_trial.Findings.Flock);
            await RedisSearch.SearchAsync(_trial.Redis, new Dictionary<Guid, Canary?>(), findings);
            Assert.Contains(findings.Foreign, one => one.Found.Contains($"{Other}", StringComparison.Ordinal));
            await database.KeyDeleteAsync(["planted", word]);
        }
    }
}
