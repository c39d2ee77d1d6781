using Microsoft.Extensions.Options;
using Nanobot.Contracts.Changes;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Keys;

namespace Nanobot.Services.Tenants.Features.BootstrapOperator;

/// <summary>Makes the configured operator key, and no earlier one, valid before the first request is served.</summary>
internal sealed partial class OperatorKeyBootstrap(
    PlatformDb db, ChangeLog log, IOptions<BootstrapOptions> options, TimeProvider time, ILogger<OperatorKeyBootstrap> logger) : IHostedService
{
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

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    // The key has no tenant in whose name it could be told; the board's keeper tells it within moments.
    private Task<bool> EnterAsync(Sql change, CancellationToken cancellationToken) => db.TransactionAsync(Scope, async transaction =>
        await transaction.ExecuteAsync(cancellationToken, change) > 0
        && (await log.WriteAsync(transaction, [ChangesSince.Everybody], cancellationToken)).Count > 0, cancellationToken);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "No Bootstrap:OperatorKey is set: there is no operator's key")]
        public static partial void None(ILogger logger);

        [LoggerMessage(LogLevel.Information, "The operator's key was entered")]
        public static partial void Entered(ILogger logger);
    }
}
