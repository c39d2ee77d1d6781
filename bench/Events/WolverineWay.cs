using Nanobot.Bench.Firings;
using Npgsql;
using Wolverine;
using Wolverine.Postgresql;
using Wolverine.RDBMS;
using Wolverine.Runtime;

namespace Nanobot.Bench.Events;

/// <summary>Wolverine's outbox and inbox in PostgreSQL, with its durable queue in the process: no broker between them.</summary>
internal sealed class WolverineWay(WebApplication app, BenchDatabase database) : IWay
{
    private readonly NpgsqlDataSource _source = app.Services.GetRequiredService<NpgsqlDataSource>();
    private readonly IWolverineRuntime _runtime = app.Services.GetRequiredService<IWolverineRuntime>();

    public static async Task<IWay> OpenAsync(Stage stage, Moments moments)
    {
        var database = await BenchDatabase.CreateAsync(stage, "events_wolverine");
        await PeerTables.MakeAsync(database);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(moments);
        builder.Services.AddSingleton(NpgsqlDataSource.Create(database.Owner));
        builder.Host.UseWolverine(options =>
        {
            options.UseRuntimeCompilation();
            options.PersistMessagesWithPostgresql(database.Owner);
            options.Policies.UseDurableLocalQueues();
            options.Durability.Mode = DurabilityMode.Solo;
            options.Discovery.DisableConventionalDiscovery().IncludeType<WolverineHandler>();
            // As many at a time as tenants are handled at a time.
            options.LocalQueueFor<Told>().MaximumParallelMessages(16);
        });
        var app = builder.Build();
        await app.StartAsync();
        return new WolverineWay(app, database);
    }

    public async Task TellAsync(int number, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var context = new MessageContext(_runtime);
        await context.EnlistInOutboxAsync(new DatabaseEnvelopeTransaction((IMessageDatabase)_runtime.Storage, transaction));
        await PeerTables.MadeAsync(connection, number, cancellationToken);
        await context.PublishAsync(new Told(number));
        await transaction.CommitAsync(cancellationToken);
        await context.FlushOutgoingMessagesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }
}
