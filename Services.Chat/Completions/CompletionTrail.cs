using Nanobot.Platform.Data;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Services.Chat.Completions;

/// <summary>
/// Leaves the entry of a turn that writes nothing of its own, with the end of its last call of the model. Where one of its tools has changed something, that transaction has
/// left it.
/// </summary>
internal sealed class CompletionTrail(TenantDb db)
{
    public async Task TellAsync(TenantContext context, Guid turnId, ModelRun model, CancellationToken cancellationToken)
    {
        AuditedWork.Name(turnId.ToString());
        var last = model.Last;
        if (AuditedWork.Unrecorded is null && last is null)
        {
            return;
        }

        await db.BatchAsync(context, last is null ? [] : [last.Step], cancellationToken, isAudited: true);
        await (last?.WrittenAsync() ?? Task.CompletedTask);
    }
}
