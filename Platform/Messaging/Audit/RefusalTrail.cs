using System.Diagnostics;
using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Platform.Messaging.Audit;

/// <summary>Tells of what a module refused without the gateway hearing of it: within a turn, between modules, in background work.</summary>
public sealed class RefusalTrail(TenantDb db, TimeProvider time)
{
    /// <summary>Tells of a refusal in a transaction of its own.</summary>
    /// <param name="context">Who was refused.</param>
    /// <param name="operation">In what, for example <c>chat.send</c>.</param>
    /// <param name="target">What was refused, for example <c>tool:web_fetch</c>.</param>
    /// <param name="code">Of the refusal.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task TellAsync(TenantContext context, string operation, string target, string code, CancellationToken cancellationToken)
    {
        var entry = ToEntry(context, operation, target, code);
        // What goes on around it has its own entry, once it has changed something.
        var alone = new AuditedWork { Operation = operation, Role = entry.Role };
        alone.Recorded();
        using var scope = alone.Begin();
        await db.TransactionAsync(context, transaction => transaction.PublishAsync(new AuditRecorded(entry), cancellationToken), cancellationToken);
    }

    /// <summary>The entry, for a transaction that has something else to write.</summary>
    public AuditEntry ToEntry(TenantContext context, string operation, string target, string code)
    {
        var now = time.GetUtcNow();
        return new AuditEntry(Guid.CreateVersion7(now), context.RequiredTenantId, operation, target, code, context.ActingRole, context.UserId, context.KeyId,
            (context.Address is { IsIPv4MappedToIPv6: true } address ? address.MapToIPv4() : context.Address)?.ToString(), Activity.Current?.TraceId.ToString(), now);
    }
}
