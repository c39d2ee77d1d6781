using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Messaging.Tenants;

/// <summary>
/// What a module knows of its tenants' states, in <c>nanobot.tenant_states</c>: from events, and from contexts that came by.
/// Stored work is claimed only while its tenant works, and acts with the plan and the epoch of that moment. A tenant that is
/// not known has no row; its work waits.
/// </summary>
public static class TenantStates
{
    /// <summary>The table, to join a claim with on <c>tenant_id</c>.</summary>
    public const string Table = "nanobot.tenant_states";

    /// <summary>The condition of a claim that joins <see cref="Table"/>: the tenant may work.</summary>
    public const string Works = "tenant_states.status in ('active', 'trial')";

    /// <summary>What a claim returns of <see cref="Table"/> for <see cref="TenantContext.ForWork"/>: plan (may be null), epoch, the tenant's own amounts and its time zone (both may be null).</summary>
    public const string Columns = "tenant_states.plan, tenant_states.epoch, tenant_states.quotas, tenant_states.time_zone";

    // Amounts have an epoch of their own, since most events tell of the status alone.
    private const string QuotasEpoch = "coalesce(known.quotas_epoch, known.epoch)";

    // Nothing is written, and no row locked, by the many contexts that bring nothing new. A zone that is not known yet is taken from
    // any: a tenant's never changes.
    private const string RememberWorking = $"""
        insert into nanobot.tenant_states as known (tenant_id, status, plan, epoch, quotas, quotas_epoch, time_zone)
        select $1, 'active', $2::text, $3, $4::text, $3, $5::text
        where not exists (
            select from nanobot.tenant_states known
            where tenant_id = $1 and epoch >= $3 and {QuotasEpoch} >= $3 and (time_zone is not null or $5::text is null))
        on conflict (tenant_id) do update
        set status = case when known.epoch < excluded.epoch then excluded.status else known.status end,
            plan = case when known.epoch < excluded.epoch then coalesce(excluded.plan, known.plan) else known.plan end,
            quotas = case when {QuotasEpoch} < excluded.epoch then excluded.quotas else known.quotas end,
            quotas_epoch = greatest({QuotasEpoch}, excluded.epoch),
            epoch = greatest(known.epoch, excluded.epoch),
            time_zone = coalesce(known.time_zone, excluded.time_zone),
            changed_at = now()
        where known.epoch < excluded.epoch or {QuotasEpoch} < excluded.epoch or (known.time_zone is null and excluded.time_zone is not null)
        """;

    private const string Take = $"""
        insert into nanobot.tenant_states as known (tenant_id, status, plan, epoch, quotas_epoch) values ($1, $2, $3::text, $4, 0)
        on conflict (tenant_id) do update
        set status = excluded.status, plan = coalesce(excluded.plan, known.plan), epoch = excluded.epoch, quotas_epoch = {QuotasEpoch}, changed_at = now()
        where known.epoch <= excluded.epoch
        """;

    private const string TakeQuotas = $"""
        insert into nanobot.tenant_states as known (tenant_id, status, plan, epoch, quotas, quotas_epoch) values ($1, $2, $3::text, $4, $5::text, $4)
        on conflict (tenant_id) do update
        set status = case when known.epoch <= excluded.epoch then excluded.status else known.status end,
            plan = case when known.epoch <= excluded.epoch then coalesce(excluded.plan, known.plan) else known.plan end,
            epoch = greatest(known.epoch, excluded.epoch), quotas = excluded.quotas, quotas_epoch = excluded.epoch, changed_at = now()
        where {QuotasEpoch} <= excluded.epoch
        """;

    // By the word of the module that decides it; what an event has told since the claim is newer.
    private const string TakeAll = """
        insert into nanobot.tenant_states as known (tenant_id, status, plan, epoch, quotas, quotas_epoch, time_zone) values ($1, $2, $3, $4, $5::text, $4, $6)
        on conflict (tenant_id) do update
        set status = excluded.status, plan = excluded.plan, epoch = excluded.epoch, quotas = excluded.quotas, quotas_epoch = excluded.epoch, time_zone = excluded.time_zone,
            changed_at = now()
        where known.epoch <= greatest(excluded.epoch, $7)
        """;

    private const string TakeZone = "update nanobot.tenant_states set time_zone = $2 where tenant_id = $1 and time_zone is null";

    /// <summary>
    /// Notes, beside work that is stored, that its tenant works: whoever got through the gateway is of a tenant that did, at
    /// that epoch. What is known of the same epoch or a later one stays.
    /// </summary>
    public static Sql Remember(TenantContext context) =>
        new(RememberWorking, context.RequiredTenantId, context.Plan, context.Epoch, context.Quotas.Tenant, context.TimeZone) { IsBookkeeping = true };

    /// <summary>Takes over the tenant's own amounts that an event tells of, unless those of a later epoch are known, and how it stands, unless that is known of a later one.</summary>
    internal static Sql TakeOverQuotas(TenantContext context, string status, string? quotas, long epoch) =>
        new(TakeQuotas, context.RequiredTenantId, status, context.Plan, epoch, quotas) { IsBookkeeping = true };

    /// <summary>Takes over the zone of a tenant that is noted already, where none is known.</summary>
    internal static Sql TakeOverZone(TenantContext context, string timeZone) => new(TakeZone, context.RequiredTenantId, timeZone) { IsBookkeeping = true };

    /// <summary>Takes over what an event says of its tenant, unless a later epoch is known.</summary>
    internal static Sql TakeOver(TenantContext context, string status, long epoch) =>
        new(Take, context.RequiredTenantId, status, context.Plan, epoch) { IsBookkeeping = true };

    /// <summary>Takes over how a tenant stands by the word of the module that decides it, unless something later is known than at a claim of this epoch.</summary>
    internal static Sql TakeOver(TenantSnapshot tenant, long claimedAt) =>
        new(TakeAll, tenant.TenantId, tenant.Status, tenant.Tier, tenant.Epoch, tenant.Quotas, tenant.TimeZone, claimedAt) { IsBookkeeping = true };
}
