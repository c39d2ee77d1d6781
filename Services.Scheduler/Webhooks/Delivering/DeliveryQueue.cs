using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Webhooks;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;
using Npgsql;

namespace Nanobot.Services.Scheduler.Webhooks.Delivering;

/// <summary>
/// The deliveries that wait. Claiming gives a lease; every later step names the lease, so that a worker that lost it, however late it wakes up, changes nothing. Tenants have their turns. What is delivered is
/// read by the attempt.
/// </summary>
internal sealed class DeliveryQueue(PlatformDb platform, TenantDb db, IOptions<WebhookOptions> options, TimeProvider time) : IWorkQueue<ClaimedDelivery>
{
    internal static readonly string Claim = $"""
        {FairClaim.Due("deliveries", "true")}, claimed as (
            update deliveries set attempts = least(deliveries.attempts, 1000) + 1, lease_id = gen_random_uuid(), due_at = $3
            where ctid = any (array(select place from due))
            returning *
        )
        select claimed.tenant_id, claimed.user_id, {TenantStates.Columns}, claimed.job_id, claimed.scheduled_for, claimed.attempts, claimed.lease_id, claimed.last_code,
            jobs.key_id, jobs.user_quotas, jobs.key_quotas
        from claimed join {TenantStates.Table} on tenant_states.tenant_id = claimed.tenant_id
        join jobs on jobs.tenant_id = claimed.tenant_id and jobs.job_id = claimed.job_id
        order by claimed.tenant_id
        """;

    private const string SelectRun = $"""
        select occurrences.trigger, occurrences.fired_at from deliveries
        join occurrences using (tenant_id, user_id, job_id, scheduled_for)
        where deliveries.tenant_id = $1 and deliveries.user_id = $2 and deliveries.job_id = $3 and deliveries.scheduled_for = $4 and deliveries.lease_id = $5
        """;

    private const string Release = $"update deliveries set lease_id = null, due_at = $6, attempts = attempts - 1 {DeliveryRows.Mine}";

    private static readonly PlatformScope Claims = new("claim deliveries");

    private readonly TenantRing _ring = new();

    /// <inheritdoc />
    public async Task<List<ClaimedDelivery>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await _ring.TakeAsync(
            tenant => platform.QueryAsync(Claims, new Sql(Claim, now, count, now + options.Value.Lease, tenant), Read, cancellationToken),
            static delivery => delivery.Context.RequiredTenantId);
    }

    /// <summary>What is to be delivered; null where the lease is lost, or the job or its run is gone.</summary>
    public async Task<DeliveryWish?> WishAsync(ClaimedDelivery delivery, CancellationToken cancellationToken)
    {
        var context = delivery.Context;
        var run = new SqlRows<(string Trigger, DateTimeOffset FiredAt)>(DeliveryRows.Statement(SelectRun, delivery), static row => (row.GetString(0), row.GetFieldValue<DateTimeOffset>(1)));
        var job = new SqlRows<Job>(JobQueries.Find(context, delivery.JobId), StoredJobs.Read);
        var secret = new SqlRows<string>(new Sql(WebhookRows.Select, context.RequiredTenantId, context.RequiredUserId, delivery.JobId), static row => row.GetString(0));
        await db.BatchAsync(context, [run, job, secret], cancellationToken);
        return (run.Rows, job.Rows) is ([var one], [var known]) ? new DeliveryWish(known, secret.Rows.SingleOrDefault(), one.Trigger, one.FiredAt) : null;
    }

    /// <inheritdoc />
    public Task ReturnAsync(ClaimedDelivery work, TimeSpan wait, CancellationToken cancellationToken) =>
        db.ExecuteAsync(work.Context, DeliveryRows.Statement(Release, work, time.GetUtcNow() + wait) with { IsBookkeeping = true }, cancellationToken);

    private static ClaimedDelivery Read(NpgsqlDataReader row) => new(
        TenantContext.ForWork(row.GetString(0), row.GetString(1), Text(row, 2), row.GetInt64(3), Text(row, 4), Text(row, 5), Text(row, 11), Text(row, 12), Text(row, 13)),
        row.GetGuid(6), row.GetFieldValue<DateTimeOffset>(7), row.GetInt32(8), row.GetGuid(9), Text(row, 10));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
