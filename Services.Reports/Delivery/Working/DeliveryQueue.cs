using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Reports.Delivery.Working;

/// <summary>
/// The deliveries of one way that wait. Claiming gives a lease; every later step names the lease, so that a worker that lost it, however late it wakes up, changes nothing. Tenants have their
/// turns.
/// </summary>
internal sealed class DeliveryQueue(string channel, TimeSpan lease, PlatformDb platform, TenantDb db, TimeProvider time) : IWorkQueue<ClaimedDelivery>
{
    private const string Release = $"update deliveries set lease_id = null, due_at = $6, attempts = attempts - 1, code = coalesce($7::text, code), sending_at = null {DeliveryRows.Mine}";

    private static readonly PlatformScope Claims = new("claim deliveries");

    private readonly TenantRing _ring = new();
    private readonly string _claim = ToClaim(channel);

    /// <summary>How long a claimed delivery belongs to its worker.</summary>
    public TimeSpan Lease { get; } = lease;

    /// <inheritdoc />
    public async Task<List<ClaimedDelivery>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await _ring.TakeAsync(
            tenant => platform.QueryAsync(Claims, new Sql(_claim, now, count, now + Lease, tenant), row => Read(row, channel), cancellationToken),
            static delivery => delivery.Context.RequiredTenantId);
    }

    /// <inheritdoc />
    public Task ReturnAsync(ClaimedDelivery work, TimeSpan wait, CancellationToken cancellationToken) => ReturnAsync(work, time.GetUtcNow() + wait, null, cancellationToken);

    /// <summary>Gives it back until <paramref name="at"/>; the try does not count.</summary>
    /// <param name="work">The delivery.</param>
    /// <param name="at">When it is due again.</param>
    /// <param name="code">What it waits for; null: as before.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public Task ReturnAsync(ClaimedDelivery work, DateTimeOffset at, string? code, CancellationToken cancellationToken) =>
        db.ExecuteAsync(work.Context, DeliveryRows.Statement(Release, work, at, code) with { IsBookkeeping = true }, cancellationToken);

    internal static string ToClaim(string channel) => $"""
        {FairClaim.Due("deliveries", $"status = 'pending' and channel = '{channel}'")}, claimed as (
            update deliveries set attempts = least(deliveries.attempts, 1000) + 1, lease_id = gen_random_uuid(), due_at = $3
            where ctid = any (array(select place from due))
            returning *
        )
        select claimed.tenant_id, claimed.user_id, {TenantStates.Columns}, claimed.kind, claimed.subject_id, claimed.delivery_id, claimed.attempts, claimed.lease_id, claimed.created_at,
            claimed.is_replay, claimed.code, claimed.format, claimed.sending_at is not null, claimed.digest_id
        from claimed join {TenantStates.Table} on tenant_states.tenant_id = claimed.tenant_id
        order by claimed.tenant_id, claimed.created_at
        """;

    private static ClaimedDelivery Read(NpgsqlDataReader row, string channel) => new(
        TenantContext.ForWork(row.GetString(0), row.GetString(1), Text(row, 2), row.GetInt64(3), Text(row, 4), Text(row, 5)),
        row.GetString(6), row.GetGuid(7), channel, row.GetGuid(8), row.GetInt32(9), row.GetGuid(10), row.GetFieldValue<DateTimeOffset>(11), row.GetBoolean(12), Text(row, 13), Text(row, 14), row.GetBoolean(15), row.IsDBNull(16) ? null : row.GetGuid(16));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
