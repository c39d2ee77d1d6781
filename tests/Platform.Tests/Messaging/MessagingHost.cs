using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Contracts;
using Nanobot.Platform.Bus.Memory;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Data.Hosting;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Hosting;
using Nanobot.Testing.Stores;
using Nanobot.Testing;
using Npgsql;
using StackExchange.Redis;

namespace Nanobot.Platform.Tests.Messaging;

/// <summary>The module "test", which publishes and takes up <see cref="ThingHappened"/>, on stores of its own.</summary>
public sealed class MessagingHost : IAsyncDisposable
{
    public const string Group = "test";
    private readonly WebApplication _app;

    private MessagingHost(WebApplication app, string owner, string redis)
    {
        _app = app;
        Owner = owner;
        RedisConnection = redis;
    }

    public string Owner { get; }

    public string RedisConnection { get; }

    public IServiceProvider Services => _app.Services;

    public TenantDb Db => Services.GetRequiredService<TenantDb>();

    public IDatabase Redis => Services.GetRequiredService<IConnectionMultiplexer>().GetDatabase();

    /// <summary>Starts the module, on new stores or on those of another instance; with a port it listens there, with a bus its events go through memory.</summary>
    public static async Task<MessagingHost> StartAsync(
        Before? before = null, MessagingHost? beside = null, string? owner = null, string? redis = null, int? port = null,
        Action<WebApplicationBuilder>? configure = null, Action<WebApplication>? map = null, MemoryBus? bus = null,
        IEnumerable<KeyValuePair<string, string?>>? keys = null, params IEnumerable<(string Key, string Value)> settings)
    {
        owner ??= beside?.Owner ?? await CreateDatabaseAsync();
        redis ??= beside?.RedisConnection ?? SuiteStores.Shared.CreateRedis();
        var builder = WebApplication.CreateBuilder();
        if (port is { } listens)
        {
            builder.WebHost.UseUrls($"http://127.0.0.1:{listens}");
        }
        else
        {
            builder.WebHost.UseTestServer();
        }

        builder.Configuration.AddInMemoryCollection(keys ?? TestKeys.Settings(Group));
        builder.Configuration.AddInMemoryCollection(TestDatabase.Settings("testdb", owner));
        builder.Configuration["ConnectionStrings:cache"] = redis;
        builder.Configuration["Messaging:PollInterval"] = "00:00:00.050";
        builder.Configuration["Messaging:ReadBlock"] = "00:00:00.200";
        builder.Configuration["Messaging:KeepAlive"] = "00:00:00.200";
        builder.Configuration["Messaging:ReclaimIdle"] = "00:00:01";
        builder.Configuration["Messaging:RetryDelay"] = "00:00:00.020";
        if (bus is not null)
        {
            builder.AddMemoryBus(bus);
            builder.Configuration["Messaging:Transport"] = "memory";
        }

        foreach (var (key, value) in settings)
        {
            builder.Configuration[key] = value;
        }

        builder.AddServiceDefaults(Group);
        builder.AddModuleDatabase(new("testdb", Assembly.GetExecutingAssembly()));
        builder.AddModuleCache("cache");
        builder.AddMessaging();
        builder.Services.AddSingleton(before ?? new Before());
        builder.Services.AddEventHandler<ThingHappened, ThingHandler>();
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseServiceDefaults();
        app.MapTopic<ThingHappened>();
        map?.Invoke(app);
        await app.StartAsync();
        return new MessagingHost(app, owner, redis);
    }

    public static async Task<string> CreateDatabaseAsync()
    {
        var owner = SuiteStores.Shared.CreateDatabase("testdb");
        await TestDatabase.MigrateAsync(owner, Assembly.GetExecutingAssembly());
        await using var source = NpgsqlDataSource.Create(owner);
        await using var command = source.CreateCommand("""
            create table effects (id bigint generated always as identity, tenant_id text not null, number int not null);
            call nanobot.protect_tenant_table('effects');
            """);
        await command.ExecuteNonQueryAsync();
        return owner;
    }

    public Task PublishAsync(TenantContext context, params IEnumerable<ThingHappened> things) =>
        Db.TransactionAsync(context, async transaction =>
        {
            foreach (var thing in things)
            {
                await transaction.PublishAsync(thing, default);
            }
        }, default);

    /// <summary>Publishes what the platform did to a tenant.</summary>
    public Task PublishTenantAsync<TEvent>(string tenantId, TEvent integrationEvent, long epoch, string? plan)
        where TEvent : IIntegrationEvent<TEvent>
    {
        var scope = new PlatformScope("tests");
        return Services.GetRequiredService<PlatformDb>().TransactionAsync(scope, async transaction =>
        {
            await transaction.PublishAsync(integrationEvent, TenantContext.ForTenantEvent(scope, tenantId, plan, epoch), default);
            return true;
        }, default);
    }

    /// <summary>The numbers of the tenant's effects, in the order in which they happened.</summary>
    public Task<List<int>> EffectsAsync(TenantContext context) =>
        Db.QueryAsync(context, new Sql("select number from effects order by id"), row => row.GetInt32(0), default);

    /// <summary>Waits until exactly <paramref name="numbers"/> have happened, in this order.</summary>
    public Task ExpectAsync(TenantContext context, params IEnumerable<int> numbers)
    {
        var expected = numbers.ToList();
        return Eventually.GetAsync(() => EffectsAsync(context), effects => effects.SequenceEqual(expected));
    }

    /// <summary>Waits until the module has nothing to publish and nothing pending.</summary>
    public Task SettleAsync() => Eventually.TrueAsync(async () =>
        await OwnerScalarAsync<long>("select count(*) from nanobot.outbox where published_at is null") == 0 && await LagAsync() == (0, 0));

    /// <summary>Entries of the topic that the group has not acknowledged, and not even read; null without a group.</summary>
    public async Task<(long Pending, long Unread)?> LagAsync()
    {
        if (!await Redis.KeyExistsAsync(ThingHappened.Topic)
            || (RedisResult[])(await Redis.ExecuteAsync("XINFO", "GROUPS", ThingHappened.Topic))! is not [var only])
        {
            return null;
        }

        var group = ((RedisResult[])only!).Chunk(2).ToDictionary(pair => (string)pair[0]!, pair => pair[1]);
        return ((long)group["pending"], (long)group["lag"]);
    }

    /// <summary>The entries of a stream as they lie there: fields by name.</summary>
    public async Task<List<Dictionary<string, string>>> EntriesAsync(string stream) =>
        [.. ((RedisResult[])(await Redis.ExecuteAsync("XRANGE", stream, "-", "+"))!)
            .Select(entry => ((RedisResult[])((RedisResult[])entry!)[1]!).Chunk(2).ToDictionary(pair => (string)pair[0]!, pair => (string)pair[1]!))];

    /// <summary>Adds an entry by hand, as anyone with access to Redis could.</summary>
    public Task AddAsync(string data, string metadata = "{}") =>
        Redis.ExecuteAsync("XADD", ThingHappened.Topic, "*", "data", data, "metadata", metadata);

    /// <summary>Runs a command that Redis' client lets administrators run only, which the product's connections are not.</summary>
    public async Task<RedisResult> AdministerAsync(string command, params object[] arguments)
    {
        // RESP3 puts the kind of a text in front of it, as in "txt:id=7 …".
        await using var administrator = await ConnectionMultiplexer.ConnectAsync($"{RedisConnection},allowAdmin=true,protocol=resp2");
        return await administrator.GetDatabase().ExecuteAsync(command, arguments);
    }

    public async Task<T> OwnerScalarAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Owner);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
