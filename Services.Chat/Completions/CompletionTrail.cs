using System.Diagnostics;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Services.Chat.Completions;

/// <summary>
/// Leaves the entry of a turn that writes nothing of its own. Where one of its tools has changed something, that transaction has
/// left it.
/// </summary>
internal sealed class CompletionTrail(TenantDb db, TimeProvider time)
{
    public async Task TellAsync(TenantContext context, Guid turnId, CancellationToken cancellationToken)
    {
        AuditedWork.Name(turnId.ToString());
        if (AuditedWork.Unrecorded is not { } work)
        {
            return;
        }

        var entry = work.ToEntry(context.RequiredTenantId, Activity.Current?.TraceId.ToString(), time.GetUtcNow());
        work.Recorded();
        await db.TransactionAsync(context, transaction => transaction.PublishAsync(new AuditRecorded(entry), cancellationToken), cancellationToken);
    }
}
