using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Persistence;
using Npgsql;

namespace Nanobot.Services.Reports.Alerts;

/// <summary>Keeps users' rules, and shows what has fired.</summary>
internal sealed class AlertBook(TenantDb db, TimeProvider time)
{
    private const int MostShown = 20;

    private const string Delete = "delete from alert_rules where tenant_id = $1 and user_id = $2 and not rule_id = any ($3)";

    private const string Upsert = """
        insert into alert_rules (tenant_id, user_id, rule_id, position, kind, symbol, threshold, keyword, action, created_at, due_at)
        values ($1, $2, $3, $4, $5, $6::text, $7::numeric, $8::text, $9, $10, $10)
        on conflict (tenant_id, user_id, rule_id) do update set position = excluded.position
        """;

    private const string SelectFired = """
        select firing_id, rule_id, title, content, fired_at from alert_firings where tenant_id = $1 and user_id = $2 order by firing_id desc limit $3
        """;

    private const string SelectDeliveries = $"""
        select {DeliveryRow.Columns}, subject_id from deliveries
        where tenant_id = $1 and user_id = $2 and firing_id in (select firing_id from alert_firings where tenant_id = $1 and user_id = $2 order by firing_id desc limit $3)
        order by channel
        """;

    /// <summary>What a user has.</summary>
    public async Task<AlertSettings> ShowAsync(TenantContext context, CancellationToken cancellationToken)
    {
        var rules = new SqlRows<StoredRule>(StoredRule.Of(context), StoredRule.Read);
        var fired = new SqlRows<FiredAlert>(Newest(SelectFired, context), ReadFired);
        var deliveries = new SqlRows<(Guid Of, DeliveryResource Delivery)>(Newest(SelectDeliveries, context), static row => (row.GetGuid(9), DeliveryRow.Read(row)));
        await db.BatchAsync(context, [rules, fired, deliveries], cancellationToken);
        var byAlert = deliveries.Rows.ToLookup(static row => row.Of, static row => row.Delivery);
        return new AlertSettings([.. rules.Rows.Select(static rule => rule.ToResource())], [.. fired.Rows.Select(alert => alert with { Deliveries = [.. byAlert[alert.AlertId]] })]);
    }

    /// <summary>Has these rules watched and no others. One that is there already goes on as it stands.</summary>
    public Task PutAsync(TenantContext context, IReadOnlyList<AlertRule> rules, CancellationToken cancellationToken) => db.TransactionAsync(context, async transaction =>
    {
        var (tenant, user, now) = (context.RequiredTenantId, context.RequiredUserId, time.GetUtcNow().Truncate());
        await transaction.ExecuteAsync(cancellationToken, TenantStates.Remember(context));
        // Two who write at once write one behind the other.
        await transaction.QueryAsync(Locks.Of(LockName.OfTenant(LockKinds.AlertRules, tenant, user)), static _ => true, cancellationToken);
        var known = await transaction.QueryAsync(StoredRule.Of(context), StoredRule.Read, cancellationToken);
        var kept = rules.Select(rule =>
        {
            var same = known.Find(stored => stored.Says(rule));
            known.Remove(same!);
            return (Rule: rule, Id: same?.RuleId ?? Guid.CreateVersion7(now));
        }).ToList();
        await transaction.ExecuteAsync(cancellationToken,
        [
            new Sql(Delete, tenant, user, kept.Select(static rule => rule.Id).ToArray()),
            .. kept.Select((rule, position) => new Sql(Upsert, tenant, user, rule.Id, position, rule.Rule.Kind!, rule.Rule.Symbol, rule.Rule.Threshold, rule.Rule.Keyword,
                rule.Rule.Action ?? AlertAction.Notice.Value, now)),
        ]);
    }, cancellationToken);

    private static Sql Newest(string text, TenantContext context) => new(text, context.RequiredTenantId, context.RequiredUserId, MostShown);

    private static FiredAlert ReadFired(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetGuid(1), row.GetString(2), row.GetString(3), row.GetFieldValue<DateTimeOffset>(4), []);
}
