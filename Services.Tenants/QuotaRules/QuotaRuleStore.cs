using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Quotas;

namespace Nanobot.Services.Tenants.QuotaRules;

/// <summary>Keeps tenants' rules. What a change comes to is in force when it is answered.</summary>
internal sealed class QuotaRuleStore(PlatformDb db, QuotaBook book, RuledAmounts ruled, ChangeTeller teller, TimeProvider time)
{
    private const string SelectOne = $"select {QuotaRuleRow.Columns} from quota_rules where tenant_id = $1 and name = $2";

    private const string Count = $"select max({QuotaRuleRow.TagColumn}) filter (where name = $2), count(*) filter (where name <> $2) from quota_rules where tenant_id = $1";

    private const string Upsert = """
        insert into quota_rules (tenant_id, name, quota, amount, factor, minimum, maximum, schedule, load, due_at, created_at, updated_at)
        values ($1, $2, $3, $4::bigint, $5::numeric, $6::bigint, $7::bigint, $8::text, $10::text, $9, $9, $9)
        on conflict (tenant_id, name) do update
        set quota = excluded.quota, amount = excluded.amount, factor = excluded.factor, minimum = excluded.minimum, maximum = excluded.maximum,
            schedule = excluded.schedule, load = excluded.load, load_mean = null, load_at = null, load_holds = false, due_at = excluded.due_at, updated_at = excluded.updated_at
        """;

    private const string Delete = "delete from quota_rules where tenant_id = $1 and name = $2";

    private static readonly PlatformScope Scope = new("a tenant's rules of quotas change");

    /// <summary>Stores a rule that is not there yet.</summary>
    public Task<(QuotaRuleRow? Row, bool IsNew, Refusal? Refusal)> CreateAsync(string tenantId, QuotaRule rule, CancellationToken cancellationToken) =>
        SaveAsync(tenantId, rule, static current => current is null ? null : QuotaRuleRefusals.Exists, cancellationToken);

    /// <summary>Stores a rule in the place of one that may be there, where what the request says of that one holds.</summary>
    public Task<(QuotaRuleRow? Row, bool IsNew, Refusal? Refusal)> PutAsync(
        string tenantId, QuotaRule rule, RequestPreconditions preconditions, CancellationToken cancellationToken) =>
        SaveAsync(tenantId, rule, current => preconditions.AllowChange(current) ? null : Refusals.PreconditionFailed, cancellationToken);

    /// <summary>Removes a rule, and what it has put in force with it; why not, where it stays.</summary>
    public async Task<Refusal?> DeleteAsync(string tenantId, string name, RequestPreconditions preconditions, CancellationToken cancellationToken) => (await ChangeAsync(tenantId, name,
        (current, _) => (current is null ? QuotaRuleRefusals.NotFound : preconditions.AllowChange(current) ? null : Refusals.PreconditionFailed, new Sql(Delete, tenantId, name)),
        cancellationToken)).Refusal;

    private Task<(QuotaRuleRow? Row, bool IsNew, Refusal? Refusal)> SaveAsync(
        string tenantId, QuotaRule rule, Func<Validators?, Refusal?> refuse, CancellationToken cancellationToken) => ChangeAsync(tenantId, rule.Name!, (current, others) =>
        {
            var refusal = refuse(current) ?? (current is null && others >= QuotaRuleRefusals.Most ? QuotaRuleRefusals.TooMany : null);
            return (refusal, new Sql(Upsert, tenantId, rule.Name, rule.Quota, Counted(rule.Amount), rule.Factor, Counted(rule.Minimum), Counted(rule.Maximum),
                QuotaRuleRow.Write(rule.When!.Schedule), time.GetUtcNow(), QuotaRuleRow.Write(rule.When.Load)));

            long? Counted(decimal? shown) => QuotaType.TryParse(rule.Quota, out var type) ? QuotaRule.Counted(type, shown) : null;
        }, cancellationToken);

    private async Task<(QuotaRuleRow? Row, bool IsNew, Refusal? Refusal)> ChangeAsync(
        string tenantId, string name, Func<Validators?, long, (Refusal? Refusal, Sql Change)> change, CancellationToken cancellationToken)
    {
        var (row, isNew, refusal, saved) = await db.TransactionAsync<(QuotaRuleRow?, bool, Refusal?, SavedQuotas?)>(Scope, async transaction =>
        {
            if (await QuotaBook.LockAsync(transaction, tenantId, cancellationToken) is not { } tenant)
            {
                return (null, false, TenantRefusals.NotFound, null);
            }

            // By its name alone: one that cannot be read can be replaced and removed.
            var (current, others) = (await transaction.QueryAsync(
                new Sql(Count, tenantId, name), static row => (QuotaRuleAnswer.TagOf(row.IsDBNull(0) ? null : row.GetString(0)), row.GetInt64(1)), cancellationToken))[0];
            var (refused, statement) = change(current, others);
            if (refused is not null)
            {
                return (null, false, refused, null);
            }

            await transaction.ExecuteAsync(cancellationToken, statement);
            var lines = await ruled.EvaluateAsync(transaction, tenant, tenant.Lines, load: null, cancellationToken);
            var after = (await transaction.QueryAsync(new Sql(SelectOne, tenantId, name), QuotaRuleRow.Read, cancellationToken)).FirstOrDefault();
            await transaction.PublishAsync(new TenantQuotaRulesChanged(tenantId, name, IsRemoved: after is null),
                TenantContext.ForTenantEvent(Scope, tenant.TenantId, tenant.Tier, tenant.Epoch), cancellationToken);
            return (after, current is null, null, lines == tenant.Lines ? null : await book.SaveAsync(transaction, tenant, lines, cancellationToken));
        }, cancellationToken);
        if (saved is not null)
        {
            await teller.SettleAsync(saved.Changes, cancellationToken);
        }

        return (row, isNew, refusal);
    }
}
