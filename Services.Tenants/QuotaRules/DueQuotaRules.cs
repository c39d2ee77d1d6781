using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Quotas;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>
/// Puts in force what rules come to when that changes, and takes it back. Of a tenant all is one transaction, so that what a process that
/// died had not finished another finds due still.
/// </summary>
internal sealed partial class DueQuotaRules(PlatformDb db, QuotaBook book, RuledAmounts ruled, TenantLoad load, ChangeTeller teller, TimeProvider time, ILogger<DueQuotaRules> logger)
{
    /// <summary>The most tenants at once.</summary>
    public const int Batch = 100;

    private const string SelectDue = "select distinct tenant_id from (select tenant_id from quota_rules where due_at <= $1 order by due_at limit $2) due";

    // Rules of a tenant that is gone: nobody needs them any more.
    private const string Drop = "delete from quota_rules where tenant_id = $1";

    private static readonly PlatformScope Scope = new("rules of quotas that are due");

    /// <summary>Evaluates the rules of up to a batch of tenants for which that is due; how many there were.</summary>
    public async Task<int> ApplyAsync(CancellationToken cancellationToken)
    {
        var tenants = await db.QueryAsync(Scope, new Sql(SelectDue, time.GetUtcNow(), Batch), static row => row.GetString(0), cancellationToken);
        foreach (var tenantId in tenants)
        {
            // Before anything is held: Redis may take its time.
            var measured = await load.MeasureAsync(tenantId, cancellationToken);
            var saved = await db.TransactionAsync(Scope, transaction => ApplyAsync(transaction, tenantId, measured, cancellationToken), cancellationToken);
            if (saved is not null)
            {
                Log.Applied(logger, tenantId, saved.Tenant.Epoch);
                await teller.TellAsync(saved.Changes);
            }
        }

        return tenants.Count;
    }

    private async Task<SavedQuotas?> ApplyAsync(PlatformTransaction transaction, string tenantId, double? measured, CancellationToken cancellationToken)
    {
        if (await QuotaBook.LockAsync(transaction, tenantId, cancellationToken) is not { } tenant)
        {
            await transaction.ExecuteAsync(cancellationToken, new Sql(Drop, tenantId));
            return null;
        }

        var lines = await ruled.EvaluateAsync(transaction, tenant, tenant.Lines, measured, cancellationToken);
        if (lines == tenant.Lines)
        {
            return null;
        }

        QuotaBook.Audit(transaction, tenant, AuditedWork.OfSystem("tenants.quota_rules.apply", userId: null, tenantId));
        return await book.SaveAsync(transaction, tenant, lines, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Rules have put other amounts of tenant {TenantId} in force; epoch {Epoch}")]
        public static partial void Applied(ILogger logger, string tenantId, long epoch);
    }
}
