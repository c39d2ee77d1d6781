using System.Diagnostics;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Services.Reports.Persistence;

/// <summary>
/// Writes a pending report of the transaction's user, and notes that its tenant works. The same id, or the same idempotency
/// key, of the same user writes nothing: one report. Ids are of one month, and the table sees to them; keys may come again in
/// another, so whoever brings one waits for others with the same.
/// </summary>
internal sealed class ReportInsert(TimeProvider time)
{
    private const string Insert = """
        insert into all_reports (tenant_id, user_id, report_id, report_type, origin, custom_prompt, focus_areas,
            idempotency_key, request_hash, trace_parent, due_at, created_at)
        select $1, $2, $3, $4, $5, $6::text, $7, $8::text, $9::text, $10::text, $11, $11
        where $8::text is null or not exists (select from all_reports where tenant_id = $1 and user_id = $2 and idempotency_key = $8::text)
        on conflict do nothing
        """;

    /// <summary>Whether the report was written.</summary>
    public async Task<bool> WriteAsync(NewReport report, TenantTransaction transaction, CancellationToken cancellationToken)
    {
        AuditedWork.Name(report.ReportId.ToString());
        var remember = TenantStates.Remember(transaction.Context);
        await transaction.ExecuteAsync(cancellationToken, report.IdempotencyKey is { } key
            ? [remember, Locks.Of(LockName.OfTenant(LockKinds.ReportKeys, transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, key)) with { IsBookkeeping = true }]
            : [remember]);
        return await transaction.ExecuteAsync(cancellationToken, new Sql(Insert,
            transaction.Context.RequiredTenantId,
            transaction.Context.RequiredUserId,
            report.ReportId,
            report.ReportType,
            report.Origin.Value,
            report.CustomPrompt,
            report.FocusAreas.ToArray(),
            report.IdempotencyKey,
            report.RequestHash,
            Activity.Current?.Id,
            time.GetUtcNow())) > 0;
    }
}
