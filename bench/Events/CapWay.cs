using DotNetCore.CAP;
using Nanobot.Bench.Firings;
using Npgsql;

namespace Nanobot.Bench.Events;

/// <summary>CAP's outbox and inbox in PostgreSQL, with a queue in the process between them (<see cref="CapWire"/>), since no other transport is to be had here.</summary>
internal sealed class CapWay(WebApplication app, BenchDatabase database) : IWay
{
    private readonly NpgsqlDataSource _source = app.Services.GetRequiredService<NpgsqlDataSource>();

    public static async Task<IWay> OpenAsync(Stage stage, Moments moments)
    {
        var database = await BenchDatabase.CreateAsync(stage, "events_cap");
        await PeerTables.MakeAsync(database);
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton(moments);
        builder.Services.AddSingleton(NpgsqlDataSource.Create(database.Owner));
        builder.Services.AddTransient<Subscriber>();
        builder.Services.AddCap(options =>
        {
            options.UsePostgreSql(database.Owner);
            options.RegisterExtension(new CapWire.Extension());
            // As many at a time as tenants are handled at a time.
            options.ConsumerThreadCount = 16;
        });
        var app = builder.Build();
        await app.StartAsync();
        await app.Services.GetRequiredService<CapWire>().Listening;
        return new CapWay(app, database);
    }

    public async Task TellAsync(int number, CancellationToken cancellationToken)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var publisher = scope.ServiceProvider.GetRequiredService<ICapPublisher>();
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        using var transaction = await connection.BeginTransactionAsync(publisher, cancellationToken: cancellationToken);
        await PeerTables.MadeAsync(connection, number, cancellationToken);
        await publisher.PublishAsync(Told.Topic, new Told(number), cancellationToken: cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
        await database.DisposeAsync();
    }

    internal sealed class Subscriber(Moments moments, NpgsqlDataSource source) : ICapSubscribe
    {
        [CapSubscribe(Told.Name)]
        public Task TakeAsync(Told told, CancellationToken cancellationToken)
        {
            moments.Taken(told.Number);
            return PeerTables.TakenAsync(source, told.Number, cancellationToken);
        }
    }
}
