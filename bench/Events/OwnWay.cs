using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Nanobot.Bench.Firings;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Core.Modules;
using Nanobot.Platform.Data;
using Nanobot.Platform.Data.Hosting;
using Nanobot.Platform.Data.Migrating;
using Nanobot.Platform.Messaging;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Hosting;

namespace Nanobot.Bench.Events;

/// <summary>The outbox, the relay, Redis Streams and the inbox as a module has them, for a thousand tenants.</summary>
internal sealed class OwnWay(WebApplication app, BenchDatabase database) : IWay
{
    private const string Module = "bench";
    private const string Store = "benchdb";

    private static readonly TenantContext[] Tenants =
        [.. Enumerable.Range(0, 1000).Select(static number => TenantContext.ForWork($"bench-{number}", "ada", "professional", 1))];

    private readonly TenantDb _db = app.Services.GetRequiredService<TenantDb>();

    public static async Task<IWay> OpenAsync(Stage stage, Moments moments)
    {
        var database = await BenchDatabase.CreateAsync(stage, "events_own");
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(database.Settings(Store).Append(new($"ConnectionStrings:{Store}-owner", database.Owner))).Build();
        await new DatabaseMigrator(Store, Assembly.GetExecutingAssembly(), configuration, new PersistenceOptions(), TimeProvider.System, NullLogger<DatabaseMigrator>.Instance)
            .MigrateAsync(CancellationToken.None);
        await database.ExecuteAsync("""
            create table made (tenant_id text not null, number int not null);
            create table effects (tenant_id text not null, number int not null);
            call nanobot.protect_tenant_table('made');
            call nanobot.protect_tenant_table('effects');
            """);
        var app = Build(stage, database, moments);
        await app.StartAsync();
        return new OwnWay(app, database);
    }

    public Task TellAsync(int number, CancellationToken cancellationToken) =>
        _db.TransactionAsync(Tenants[number % Tenants.Length], async transaction =>
        {
            await transaction.ExecuteAsync(cancellationToken, Row("made", transaction, number));
            await transaction.PublishAsync(new Told(number), cancellationToken);
        }, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    private static WebApplication Build(Stage stage, BenchDatabase database, Moments moments)
    {
        var (own, gateway) = (ContextKeyPair.Create(), ContextKeyPair.Create());
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Configuration.AddInMemoryCollection(
        [
            .. database.Settings(Store),
            new("ConnectionStrings:cache", stage.Redis),
            new("Tenancy:SigningKeys:0", $"k1:{own.PrivateKey}"),
            new("Tenancy:TrustedKeys:0", $"k1:{Module}:{own.PublicKey}"),
            new("Tenancy:TrustedKeys:1", $"k2:gateway:{gateway.PublicKey}"),
            new("Logging:LogLevel:Default", "Warning"),
            new("urls", "http://127.0.0.1:0"),
        ]);
        return ModuleHost.Build(builder, new ModuleDefinition
        {
            Name = Module,
            Stores = [new ModuleDatabase(Store, Assembly.GetExecutingAssembly()), new ModuleCache()],
            Services = own =>
            {
                own.AddMessaging();
                own.Services.AddSingleton(moments);
            },
            Endpoints = static _ => { },
            Topics = [Subscription.Of<Told, Handler>()],
            Publishes = [Told.Topic],
        });
    }

    // Without an audit entry, which the others have not either.
    private static Sql Row(string table, TenantTransaction transaction, int number) =>
        new($"insert into {table} (tenant_id, number) values ($1, $2)", transaction.Context.RequiredTenantId, number) { IsBookkeeping = true };

    private sealed class Handler(Moments moments) : IEventHandler<Told>
    {
        public Task HandleAsync(Told integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken)
        {
            moments.Taken(integrationEvent.Number);
            return transaction.ExecuteAsync(cancellationToken, Row("effects", transaction, integrationEvent.Number));
        }
    }
}
