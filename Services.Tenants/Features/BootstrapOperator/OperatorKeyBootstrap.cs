using Microsoft.Extensions.Options;
using Nanobot.Contracts.Changes;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Keys;
using Npgsql;

namespace Nanobot.Services.Tenants.Features.BootstrapOperator;

/// <summary>Makes the configured operator key, and no earlier one, valid before the first request is served; where the database goes away meanwhile, once it is back.</summary>
internal sealed partial class OperatorKeyBootstrap(
    PlatformDb db, ChangeLog log, IOptions<BootstrapOptions> options, Backoff backoff, TimeProvider time, ILogger<OperatorKeyBootstrap> logger) : IHostedService
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);


    private const string BootstrapKeyId = "bootstrap";

    private const string Upsert = """
        insert into api_keys (key_id, role, key_hash, created_at)
        values ($1, 'operator', $2, $3)
        on conflict (key_id) do update set key_hash = excluded.key_hash, created_at = excluded.created_at
        where api_keys.key_hash <> excluded.key_hash
        """;

    private const string Delete = "delete from api_keys where key_id = $1";

    private static readonly PlatformScope Scope = new("the start enters the operator's key");

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var reason = "it does not answer";
        try
        {
            for (var failures = 1; ; failures++)
            {
                try
                {
                    await EnterAsync(linked.Token);
                    return;
                }
                catch (NpgsqlException exception) when (exception.IsAway())
                {
                    reason = exception.Message;
                    Log.Away(logger, reason);
                    await Task.Delay(backoff.After(failures, FirstPause, LongestPause), time, linked.Token);
                }
            }
        }
        catch (OperationCanceledException exception) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new StartupException($"The operator's key could not be entered within {Deadline.TotalMinutes} minutes, since the database was away: {reason}.", exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task EnterAsync(CancellationToken cancellationToken)
    {
        if (options.Value.OperatorKey is not { Length: > 0 } key)
        {
            await EnterAsync(new Sql(Delete, BootstrapKeyId), cancellationToken);
            Log.None(logger);
        }
        else if (await EnterAsync(new Sql(Upsert, BootstrapKeyId, ApiKey.Hash(key), time.GetUtcNow()), cancellationToken))
        {
            Log.Entered(logger);
        }
    }

    // The key has no tenant in whose name it could be told; the board's keeper tells it within moments.
    private Task<bool> EnterAsync(Sql change, CancellationToken cancellationToken) => db.TransactionAsync(Scope, async transaction =>
        await transaction.ExecuteAsync(cancellationToken, change) > 0
        && (await log.WriteAsync(transaction, [ChangesSince.Everybody], cancellationToken)).Count > 0, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "No Bootstrap:OperatorKey is set: there is no operator's key")]
        public static partial void None(ILogger logger);

        [LoggerMessage(LogLevel.Warning, "The operator's key is not entered yet, since the database is away: {Reason}")]
        public static partial void Away(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Information, "The operator's key was entered")]
        public static partial void Entered(ILogger logger);
    }
}
