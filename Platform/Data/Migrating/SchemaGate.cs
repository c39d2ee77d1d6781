using System.Reflection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Configuration;
using Npgsql;

namespace Nanobot.Platform.Data.Migrating;

/// <summary>
/// Lets nothing of the service start before its database is what this build expects. It looks as the application, which can read what
/// has been applied and change nothing of it; until the migrations have made that login, it is refused, and looks again.
/// </summary>
internal sealed partial class SchemaGate(
    NpgsqlConnectionStringBuilder application, Assembly module, PersistenceOptions options, TimeProvider time, ILogger<SchemaGate> logger)
    : IHostedLifecycleService
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(200);

    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var at = $"The database {application.Database} at {application.Host}:{application.Port}";
        var last = "it does not answer";
        try
        {
            await using var source = Source();
            var expected = Migration.Load(module);
            while (await LackAsync(source, expected, linked.Token) is { } lack)
            {
                if (lack != last)
                {
                    Log.Waiting(logger, application.Database, last = lack);
                }

                await Task.Delay(LookEvery, time, linked.Token);
            }
        }
        catch (OperationCanceledException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new StartupException($"It was stopped while it waited. {at} was not ready: {last}.", exception);
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested)
        {
            throw new StartupException($"{at} did not become ready within {Deadline.TotalMinutes} minutes: {last}. The migrations make its schema and its logins.", exception);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // Not the service's own source: each refusal would be a span and a log record of its library.
    private NpgsqlDataSource Source() => new NpgsqlDataSourceBuilder(new NpgsqlConnectionStringBuilder(application.ConnectionString) { Pooling = false }.ConnectionString)
        .ReadNoTypes()
        .ConfigureTracing(static tracing => tracing.ConfigureCommandFilter(static _ => false).ConfigureBatchFilter(static _ => false).EnablePhysicalOpenTracing(false))
        .Build();

    // What is still to come, or null.
    private async Task<string?> LackAsync(NpgsqlDataSource source, IReadOnlyList<Migration> expected, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            var applied = await MigrationHistory.ReadAsync(connection, cancellationToken);
            MigrationHistory.Verify(application.Database!, expected, applied, options.AllowNewerSchema);
            return expected.FirstOrDefault(migration => !applied.ContainsKey((migration.Set, migration.Version))) is { } next
                ? $"it lacks {next.Name} ({next.Set})"
                : null;
        }
        catch (NpgsqlException exception)
        {
            return exception.Reason();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Waiting for the database {Database}: {Reason}")]
        public static partial void Waiting(ILogger logger, string? database, string reason);
    }
}
