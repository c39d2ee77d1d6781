using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy.Audit;

namespace Nanobot.Services.Reports.Delivery.Working;

/// <summary>Notes what came of a try, in one transaction with all that follows of it; nothing where the lease is lost.</summary>
internal sealed class DeliveryEnds(TenantDb db, TimeProvider time)
{
    private const string End =
        $"update deliveries set status = $6, code = $7::text, http_status = $8::int, ended_at = $9, lease_id = null, is_replay = false, sending_at = null {DeliveryRows.Mine}";

    private const string Wait = $"update deliveries set lease_id = null, due_at = $6, code = $7::text, http_status = $8::int, sending_at = null {DeliveryRows.Mine}";

    private const string Begin = $"update deliveries set sending_at = $6 {DeliveryRows.Mine}";

    /// <summary>Notes that the other side may have it from now on; false where the lease is lost.</summary>
    public async Task<bool> BeginAsync(ClaimedDelivery delivery, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(delivery.Context, DeliveryRows.Statement(Begin, delivery, time.GetUtcNow()) with { IsBookkeeping = true }, cancellationToken) > 0;

    /// <summary>Ends it; false where the lease is lost.</summary>
    /// <param name="delivery">The delivery.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="refusal">What policies refused, for the audit.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<bool> EndAsync(ClaimedDelivery delivery, ChannelOutcome outcome, AuditEntry? refusal, CancellationToken cancellationToken)
    {
        var status = outcome.Code is null ? DeliveryStatus.Sent : outcome.IsSkipped ? DeliveryStatus.Skipped : outcome.IsUnknown ? DeliveryStatus.Unknown : DeliveryStatus.Failed;
        using var audited = AuditedWork.OfSystem("reports.deliver", delivery.Context.UserId, $"{delivery.SubjectId}:{delivery.Channel}").Begin();
        return await db.TransactionAsync(delivery.Context, async transaction =>
        {
            if (await transaction.ExecuteAsync(cancellationToken, DeliveryRows.Statement(End, delivery, status.Value, outcome.Code ?? outcome.Lacks, outcome.HttpStatus, time.GetUtcNow())) == 0)
            {
                return false;
            }

            if (outcome.With is { } with)
            {
                await with(transaction, cancellationToken);
            }

            if (refusal is not null)
            {
                await transaction.PublishAsync(new AuditRecorded(refusal), cancellationToken);
            }

            return true;
        }, cancellationToken);
    }

    /// <summary>Leaves it to a later try.</summary>
    public Task PostponeAsync(ClaimedDelivery delivery, ChannelOutcome outcome, TimeSpan wait, CancellationToken cancellationToken) =>
        db.ExecuteAsync(delivery.Context, DeliveryRows.Statement(Wait, delivery, time.GetUtcNow() + wait, outcome.Code, outcome.HttpStatus) with { IsBookkeeping = true }, cancellationToken);
}
