using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Reports.Alerts;

/// <summary>The rules that are to be looked at. Claiming gives a lease, which every later step names; tenants have their turns, and those of tenants that may not work wait.</summary>
internal sealed class RuleQueue(PlatformDb platform, TenantDb db, IOptions<AlertOptions> options, TimeProvider time) : IWorkQueue<ClaimedRule>
{
    internal static readonly string Claim = $"""
        {FairClaim.Due("alert_rules", "true")}, claimed as (
            update alert_rules set lease_id = gen_random_uuid(), due_at = $3
            where ctid = any (array(select place from due))
            returning *
        )
        select claimed.tenant_id, claimed.user_id, {TenantStates.Columns}, claimed.rule_id, claimed.lease_id
        from claimed join {TenantStates.Table} on tenant_states.tenant_id = claimed.tenant_id
        order by claimed.tenant_id
        """;

    private const string Mine = "where tenant_id = $1 and user_id = $2 and rule_id = $3 and lease_id = $4";

    private const string Select = $"select {StoredRule.Columns} from alert_rules {Mine}";

    private const string Release = $"update alert_rules set lease_id = null, due_at = $5 {Mine}";

    private const string Note = $"update alert_rules set lease_id = null, due_at = $5, is_armed = $6::boolean, seen_day = $7::date, seen_at = $8::timestamptz, last_fired_at = $9::timestamptz {Mine}";

    private static readonly PlatformScope Claims = new("claim rules of alerts");

    private readonly TenantRing _ring = new();

    /// <inheritdoc />
    public async Task<List<ClaimedRule>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await _ring.TakeAsync(
            tenant => platform.QueryAsync(Claims, new Sql(Claim, now, count, now + options.Value.Lease, tenant), Read, cancellationToken),
            static rule => rule.Context.RequiredTenantId);
    }

    /// <inheritdoc />
    public Task ReturnAsync(ClaimedRule work, TimeSpan wait, CancellationToken cancellationToken) =>
        db.ExecuteAsync(work.Context, Statement(Release, work, time.GetUtcNow() + wait) with { IsBookkeeping = true }, cancellationToken);

    /// <summary>What it says; null where the lease is lost.</summary>
    public Task<StoredRule?> FindAsync(ClaimedRule rule, CancellationToken cancellationToken) => db.QuerySingleAsync<StoredRule?>(rule.Context, Statement(Select, rule), StoredRule.Read, cancellationToken);

    /// <summary>Notes how it stands, until the next look.</summary>
    public Sql Noted(ClaimedRule rule, RuleState state, DateTimeOffset dueAt) =>
        Statement(Note, rule, dueAt, state.IsArmed, state.SeenDay, state.SeenAt, state.LastFiredAt) with { IsBookkeeping = true };

    private static Sql Statement(string text, ClaimedRule rule, params object?[] more) => new(text, [rule.Context.RequiredTenantId, rule.Context.RequiredUserId, rule.RuleId, rule.LeaseId, .. more]);

    private static ClaimedRule Read(NpgsqlDataReader row) => new(
        TenantContext.ForWork(row.GetString(0), row.GetString(1), Text(row, 2), row.GetInt64(3), Text(row, 4), Text(row, 5)), row.GetGuid(6), row.GetGuid(7));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
