using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Data.Hosting;
using Nanobot.Platform.Metering.Calls;
using Nanobot.Platform.Metering.Hosting;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Testing;
using Nanobot.Testing.Stores;
using Npgsql;
using StackExchange.Redis;

namespace Nanobot.Platform.Tests.Metering;

/// <summary>A module with the metered model, on stores of its own or on those of another instance.</summary>
public sealed class MeteringHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private MeteringHost(WebApplication app, string owner, string redis) => (_app, Owner, RedisConnection) = (app, owner, redis);

    public string Owner { get; }

    public string RedisConnection { get; }

    public IServiceProvider Services => _app.Services;

    public IChatClient Model => Services.GetRequiredService<IChatClient>();

    /// <summary>Starts one: another instance of <paramref name="beside"/>'s module, or with <paramref name="module"/> another module beside it.</summary>
    public static async Task<MeteringHost> StartAsync(
        IEnumerable<KeyValuePair<string, string?>>? settings = null, MeteringHost? beside = null, string? module = null, string? redis = null,
        Action<IServiceCollection>? configure = null)
    {
        var owner = beside is not null && module is null ? beside.Owner : await CreateDatabaseAsync();
        redis ??= beside?.RedisConnection ?? SuiteStores.Shared.CreateRedis();
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer();
        builder.Configuration.AddInMemoryCollection(TestKeys.Settings(module ?? "chat"));
        builder.Configuration.AddInMemoryCollection(TestDatabase.Settings("testdb", owner));
        builder.Configuration["ConnectionStrings:cache"] = redis;
        builder.Configuration["Persistence:MaximumPoolSize"] = "40";
        builder.Configuration["Limits:Tokens:KeepInterval"] = "00:00:00.050";
        foreach (var (key, value) in settings ?? [])
        {
            builder.Configuration[key] = value;
        }

        configure?.Invoke(builder.Services);
        builder.AddServiceDefaults(module ?? "chat");
        builder.AddModuleDatabase(new("testdb", Assembly.GetExecutingAssembly()));
        builder.AddModuleCache("cache");
        builder.AddMeteredModel();
        var app = builder.Build();
        await app.StartAsync();
        return new MeteringHost(app, owner, redis);
    }

    /// <summary>Asks the model for a tenant, whole or streamed to its end.</summary>
    public async Task<ChatResponse> AskAsync(TenantContext context, string message = "hello", int output = 50, bool streamed = false)
    {
        using var scope = TenantScope.Begin(context);
        var options = new ChatOptions { MaxOutputTokens = output };
        return streamed ? await Model.GetStreamingResponseAsync(message, options).ToChatResponseAsync() : await Model.GetResponseAsync(message, options);
    }

    /// <summary>The tenant's calls, oldest first.</summary>
    public Task<List<Call>> CallsAsync(string tenantId) => QueryAsync("""
        select state, prompt_tokens, completion_tokens, estimated, attempts, model, price_version, cost_micros, reserved_tokens, reasoning_tokens, cached_tokens, purpose, run_id, user_id
        from nanobot.model_calls where tenant_id = $1 order by began_at, call_id
        """, static row => new Call(row.GetString(0), row.GetInt64(1), row.GetInt64(2), row.GetBoolean(3), row.GetInt32(4), row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6),
            row.GetInt64(7), row.GetInt64(8), row.GetInt64(9), row.GetInt64(10), row.GetString(11), row.IsDBNull(12) ? null : row.GetGuid(12), row.IsDBNull(13) ? null : row.GetString(13)), tenantId);

    /// <summary>What the ledger's sums say of a budget.</summary>
    public async Task<long> SumAsync(string tenantId, string budget = "tenant:tokens") =>
        (await QueryAsync("select settled from nanobot.model_budgets where tenant_id = $1 and budget = $2", static row => row.GetInt64(0), tenantId, budget)).Sum();

    /// <summary>Fields of all the tenant's budgets in Redis.</summary>
    public async Task<Dictionary<string, string>> BudgetFieldsAsync(string tenantId)
    {
        await using var administrator = await ConnectionMultiplexer.ConnectAsync($"{RedisConnection},allowAdmin=true");
        var database = administrator.GetDatabase();
        var fields = new Dictionary<string, string>();
        foreach (var key in administrator.GetServers()[0].Keys(database.Database, $"nanobot:budget:{{{tenantId}}}:*"))
        {
            foreach (var entry in await database.HashGetAllAsync(key))
            {
                fields[$"{key} {entry.Name}"] = entry.Value!;
            }
        }

        return fields;
    }

    /// <summary>How many reservations stand.</summary>
    public async Task<int> ReservationsAsync(string tenantId) => (await BudgetFieldsAsync(tenantId)).Keys.Count(static field => field.Contains(" r:", StringComparison.Ordinal));

    /// <summary>Waits until nothing is reserved, and the sums are those of the rows.</summary>
    public async Task ExpectSettledAsync(string tenantId)
    {
        await Eventually.GetAsync(() => ReservationsAsync(tenantId), static count => count == 0);
        var calls = await Eventually.GetAsync(() => CallsAsync(tenantId), static calls => calls.TrueForAll(static call => call.State != "reserved"));
        var sum = calls.Sum(static call => call.Prompt + call.Completion);
        Assert.Equal(sum, await SumAsync(tenantId));
        Assert.All((await BudgetFieldsAsync(tenantId)).Where(static field => field.Key.Contains(":tenant:tokens:", StringComparison.Ordinal) && field.Key.EndsWith(" m:chat", StringComparison.Ordinal)),
            field => Assert.Equal($"{sum}", field.Value.Split('|')[1]));
    }

    public async Task FlushAsync()
    {
        await using var administrator = await ConnectionMultiplexer.ConnectAsync($"{RedisConnection},allowAdmin=true");
        await administrator.GetDatabase().ExecuteAsync("FLUSHDB");
    }

    /// <summary>Ends what would tidy up after this process, as its death would.</summary>
    public Task KillAsync() => Services.GetServices<IHostedService>().OfType<LedgerKeeper>().Single().StopAsync(default);

    public async Task<List<T>> QueryAsync<T>(string sql, Func<NpgsqlDataReader, T> map, params object[] arguments)
    {
        await using var source = NpgsqlDataSource.Create(Owner);
        await using var command = source.CreateCommand(sql);
        foreach (var argument in arguments)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = argument });
        }

        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync())
        {
            rows.Add(map(reader));
        }

        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static async Task<string> CreateDatabaseAsync()
    {
        var owner = SuiteStores.Shared.CreateDatabase("testdb");
        await TestDatabase.MigrateAsync(owner, Assembly.GetExecutingAssembly());
        return owner;
    }

    public sealed record Call(
        string State, long Prompt, long Completion, bool Estimated, int Attempts, string Model, string? PriceVersion, long Cost, long Reserved, long Reasoning, long Cached, string Purpose,
        Guid? RunId, string? UserId);
}
