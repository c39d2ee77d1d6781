using Nanobot.Platform.Data;
using Nanobot.Services.Reports.Delivery.Quiet;

namespace Nanobot.Services.Reports.Delivery.Working;

/// <summary>
/// Joins what has waited for the end of a user's quiet hours into one message. The oldest of it takes the others over into its own lease, whoever has claimed them by then: none of these tells anything by
/// itself as long as there is an older one. What was joined stays joined, in each later try, until it is over.
/// </summary>
internal sealed class DeliveryDigests(TenantDb db, DeliveryQueues queues, TimeProvider time)
{
    private const int Most = 50;

    private const string Lock = """
        select delivery_id, kind, subject_id, lease_id is not distinct from $4 from deliveries
        where tenant_id = $1 and user_id = $2 and channel = $3 and status = 'pending' and not is_replay
            and case when $5::uuid is null then digest_id is null and code = $6 else digest_id = $5 end
        order by created_at, subject_id limit $7
        for update
        """;

    // What is joined, or told by itself, waits for nothing any more, so that none that comes later takes it over.
    private const string Join = """
        update deliveries set lease_id = $5, digest_id = $6::uuid, attempts = $7, due_at = $8, code = null
        where tenant_id = $1 and user_id = $2 and channel = $3 and subject_id = any ($4) and status = 'pending'
        """;

    /// <summary>The delivery with all that is told with it; null where another one tells it, or its lease is lost.</summary>
    public async Task<ClaimedDelivery?> JoinAsync(ClaimedDelivery delivery, CancellationToken cancellationToken)
    {
        if (delivery.IsReplay || (delivery.DigestId is null && delivery.LastCode != QuietHoursCheck.Code))
        {
            return delivery;
        }

        var (tenant, user) = (delivery.Context.RequiredTenantId, delivery.Context.RequiredUserId);
        return await db.TransactionAsync(delivery.Context, async transaction =>
        {
            var parts = await transaction.QueryAsync(new Sql(Lock, tenant, user, delivery.Channel, delivery.LeaseId, delivery.DigestId, QuietHoursCheck.Code, Most) { IsBookkeeping = true },
                static row => (Part: new DigestPart(row.GetGuid(0), row.GetString(1), row.GetGuid(2)), IsMine: row.GetBoolean(3)), cancellationToken);
            if (parts is not [{ IsMine: true } first, ..] || first.Part.DeliveryId != delivery.DeliveryId)
            {
                return null;
            }

            var joined = delivery with { Parts = [.. parts.Select(static part => part.Part)], DigestId = delivery.DigestId ?? (parts.Count > 1 ? delivery.DeliveryId : null) };
            await transaction.ExecuteAsync(cancellationToken, new Sql(Join, tenant, user, delivery.Channel, joined.Parts.Select(static part => part.SubjectId).ToArray(), delivery.LeaseId, joined.DigestId,
                delivery.Attempt, time.GetUtcNow() + queues.Of(delivery.Channel).Lease) { IsBookkeeping = true });
            return joined;
        }, cancellationToken);
    }
}
