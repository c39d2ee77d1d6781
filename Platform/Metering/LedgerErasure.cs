using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Metering;

/// <summary>
/// What becomes of this module's ledger when a user or a tenant is erased. Of a user nothing stays that names it, while what its calls came to
/// remains the tenant's; of a tenant nothing stays.
/// </summary>
public sealed class LedgerErasure
{
    private const int Batch = 5_000;

    // A call that runs is closed first: its row says which budgets it has drawn on.
    private const string Unname = """
        update nanobot.model_calls set user_id = null, key_id = null, subject = null, run_id = null, trace_id = null, budgets = '{}', window_starts = '{}', window_ends = '{}'
        where call_id = any (array(select call_id from nanobot.model_calls where tenant_id = $1 and user_id = $2 and state <> 'reserved' limit $3))
        """;

    private const string RemoveSums = "delete from nanobot.model_budgets where tenant_id = $1 and budget in ($2, $3)";
    private const string Running = "select count(*) from nanobot.model_calls where tenant_id = $1 and user_id = $2";
    private const string RemoveCalls = "delete from nanobot.model_calls where call_id = any (array(select call_id from nanobot.model_calls where tenant_id = $1 limit $2))";
    private const string RemoveBudgets = "delete from nanobot.model_budgets where tenant_id = $1";
    private const string RemoveDays = "delete from nanobot.model_days where tenant_id = $1";

    private static readonly PlatformScope Scope = new("ledger: the erasure of a user or a tenant");
    private readonly PlatformDb _db;

    internal LedgerErasure(PlatformDb db) => _db = db;

    /// <summary>Takes the user's name off its calls; false where one of them still runs, and this is to be done once more.</summary>
    public async Task<bool> EraseUserAsync(string tenantId, string userId, CancellationToken cancellationToken)
    {
        await InBatchesAsync(new Sql(Unname, tenantId, userId, Batch), cancellationToken);
        if ((await _db.QueryAsync(Scope, new Sql(Running, tenantId, userId), static row => row.GetInt64(0), cancellationToken))[0] > 0)
        {
            return false;
        }

        await _db.ExecuteAsync(Scope, new Sql(RemoveSums, tenantId, $"user:{userId}:tokens", $"user:{userId}:money"), cancellationToken);
        return true;
    }

    /// <summary>Removes all that the ledger has of the tenant. Its calls must have ended.</summary>
    public async Task EraseTenantAsync(string tenantId, CancellationToken cancellationToken)
    {
        await InBatchesAsync(new Sql(RemoveCalls, tenantId, Batch), cancellationToken);
        await _db.ExecuteAsync(Scope, new Sql(RemoveBudgets, tenantId), cancellationToken);
        await _db.ExecuteAsync(Scope, new Sql(RemoveDays, tenantId), cancellationToken);
    }

    private async Task InBatchesAsync(Sql statement, CancellationToken cancellationToken)
    {
        while (await _db.ExecuteAsync(Scope, statement, cancellationToken) == Batch)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }
    }
}
