using Nanobot.Contracts.Changes;
using Nanobot.Contracts.Events;
using Nanobot.Contracts.Policies;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Policies;
using Nanobot.Platform.Policies.Limits;
using Nanobot.Platform.Policies.Rules;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Tenants.Changes;
using Nanobot.Services.Tenants.Observability;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Policies;

/// <summary>
/// Keeps sets of policies. Changes of one set follow each other, each with the set's next version and its event in the same transaction;
/// what changes nothing writes and tells nothing.
/// </summary>
internal sealed partial class PolicyStore(PolicyLockOut lockOut, ChangeLog log, ChangeTeller teller, TimeProvider time, TenantsTelemetry telemetry, ILogger<PolicyStore> logger)
{
    private const string SelectPage = $"""
        select {PolicyRow.Columns}
        from policies
        where owner = $1 and ($2::text is null or name > $2)
        order by name
        limit $3
        """;

    private const string SelectOne = $"select {PolicyRow.Columns} from policies where owner = $1 and name = $2";

    private const string SelectAll = "select document from policies where owner = $1 order by name";

    private const string LockSet = """
        insert into policy_sets (tenant_id, version) values ($1::text, 0)
        on conflict (owner) do update set version = policy_sets.version
        returning version
        """;

    private const string Measure = """
        select count(*), coalesce(sum(combinations), 0), coalesce(sum(length(document)), 0)
        from policies
        where owner = $1 and name <> $2
        """;

    private const string Upsert = $"""
        insert into policies (tenant_id, name, document, combinations, revision, created_at, updated_at)
        values ($1::text, $2, $3, $4, $5, $6, $6)
        on conflict (owner, name) do update
        set document = excluded.document, combinations = excluded.combinations, revision = excluded.revision, updated_at = excluded.updated_at
        returning {PolicyRow.Columns}
        """;

    private const string DeleteOne = "delete from policies where owner = $1 and name = $2";

    private const string Advance = "update policy_sets set version = $2 where owner = $1";

    /// <summary>A page of the set, by name.</summary>
    public async Task<Page<PolicyResource>> ListAsync(PolicyDb db, PageRequest page, CancellationToken cancellationToken) => page.ToPage(
        await db.ListAsync(new Sql(SelectPage, Owner(db), page.After, page.Limit + 1), static row => PolicyResource.Of(PolicyRow.Read(row)), cancellationToken));

    /// <summary>The policy of that name, or null.</summary>
    public async Task<PolicyRow?> FindAsync(PolicyDb db, string name, CancellationToken cancellationToken) => PolicyName.IsValid(name)
        ? (await db.QueryAsync(new Sql(SelectOne, Owner(db), name), PolicyRow.Read, cancellationToken)).FirstOrDefault()
        : null;

    /// <summary>Stores a policy that is not there yet.</summary>
    public Task<SavedPolicy> CreateAsync(PolicyDb db, Policy policy, CancellationToken cancellationToken) =>
        SaveAsync(db, policy, static current => current is null ? null : PolicyRefusals.Exists, cancellationToken);

    /// <summary>Stores a policy in the place of one that may be there, where what the request says of that one holds.</summary>
    public Task<SavedPolicy> PutAsync(PolicyDb db, Policy policy, RequestPreconditions preconditions, CancellationToken cancellationToken) =>
        SaveAsync(db, policy, current => preconditions.AllowChange(PolicyTag.Of(current)) ? null : Refusals.PreconditionFailed, cancellationToken);

    /// <summary>Removes a policy; why not, where it stays.</summary>
    public async Task<Refusal?> DeleteAsync(PolicyDb db, string name, RequestPreconditions preconditions, CancellationToken cancellationToken)
    {
        if (!PolicyName.IsValid(name))
        {
            return PolicyRefusals.NotFound;
        }

        var outlook = await lockOut.LookAheadAsync(db, cancellationToken);
        var (refusal, version, changes) = await db.TransactionAsync(async transaction =>
        {
            var (current, next) = await LockAsync(db, transaction, name, cancellationToken);
            if (current is null || !preconditions.AllowChange(PolicyTag.Of(current)))
            {
                return (current is null ? PolicyRefusals.NotFound : Refusals.PreconditionFailed, 0L, []);
            }

            if (outlook is not null && outlook.Refuse(await ReadAllAsync(db, transaction, cancellationToken), name, null) is { } locked)
            {
                return (locked, 0L, []);
            }

            await transaction.ExecuteAsync(new Sql(DeleteOne, Owner(db), name), cancellationToken);
            return ((Refusal?)null, next, await AdvanceAsync(db, transaction, next, cancellationToken));
        }, cancellationToken);
        if (refusal is null)
        {
            await ToldAsync(db, name, "deleted", version, changes, cancellationToken);
        }

        return refusal;
    }

    private async Task<SavedPolicy> SaveAsync(PolicyDb db, Policy policy, Func<PolicyRow?, Refusal?> refuse, CancellationToken cancellationToken)
    {
        var outlook = await lockOut.LookAheadAsync(db, cancellationToken);
        var saved = await db.TransactionAsync(transaction => SaveAsync(db, transaction, policy, refuse, outlook, cancellationToken), cancellationToken);
        if (saved is { Result.Row: { } row, Version: > 0 and var version, Changes: var changes })
        {
            await ToldAsync(db, row.Name, saved.Result.IsNew ? "created" : "updated", version, changes, cancellationToken);
        }

        return saved.Result;
    }

    private async Task<(SavedPolicy Result, long Version, List<NumberedChange> Changes)> SaveAsync(
        PolicyDb db, PolicyTransaction transaction, Policy policy, Func<PolicyRow?, Refusal?> refuse, PolicyOutlook? outlook, CancellationToken cancellationToken)
    {
        var (current, next) = await LockAsync(db, transaction, policy.Name!, cancellationToken);
        if (refuse(current) is { } refusal)
        {
            return (new SavedPolicy(null, false, refusal), 0, []);
        }

        var document = PolicyRow.Write(policy);
        if (current is not null && PolicyRow.Write(current.Policy) == document)
        {
            return (new SavedPolicy(current, false, null), 0, []);
        }

        var combinations = PolicyRules.Combinations(policy);
        var (count, triples, length) = (await transaction.QueryAsync(new Sql(Measure, Owner(db), policy.Name),
            static row => (row.GetInt64(0), row.GetInt64(1), row.GetInt64(2)), cancellationToken))[0];
        if (count >= PolicyLimits.Policies || triples + combinations > PolicyLimits.Combinations || length + document.Length > PolicyLimits.SetLength)
        {
            return (new SavedPolicy(null, false, PolicyRefusals.TooMany), 0, []);
        }

        if (outlook is not null && outlook.Refuse(await ReadAllAsync(db, transaction, cancellationToken), policy.Name!, policy) is { } locked)
        {
            return (new SavedPolicy(null, false, locked), 0, []);
        }

        var upsert = new Sql(Upsert, db.TenantId, policy.Name, document, combinations, next, time.GetUtcNow());
        var row = (await transaction.QueryAsync(upsert, PolicyRow.Read, cancellationToken))[0];
        return (new SavedPolicy(row, current is null, null), next, await AdvanceAsync(db, transaction, next, cancellationToken));
    }

    // From here on nobody else changes the set until this transaction ends.
    private static async Task<(PolicyRow? Current, long Next)> LockAsync(
        PolicyDb db, PolicyTransaction transaction, string name, CancellationToken cancellationToken)
    {
        var version = (await transaction.QueryAsync(new Sql(LockSet, db.TenantId), static row => row.GetInt64(0), cancellationToken))[0];
        var rows = await transaction.QueryAsync(new Sql(SelectOne, Owner(db), name), PolicyRow.Read, cancellationToken);
        return (rows.FirstOrDefault(), version + 1);
    }

    private async Task<List<NumberedChange>> AdvanceAsync(PolicyDb db, PolicyTransaction transaction, long version, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync(new Sql(Advance, Owner(db), version), cancellationToken);
        await transaction.TellAsync(version, cancellationToken);
        return await transaction.QueryAsync(log.ToWrite([db.TenantId ?? ChangesSince.Everybody]), ChangeLog.Read, cancellationToken);
    }

    private static async Task<IReadOnlyList<Policy>?> ReadAllAsync(PolicyDb db, PolicyTransaction transaction, CancellationToken cancellationToken) =>
        await ReadablePolicies.TryReadAsync(PolicyScope.Tenant,
            await transaction.QueryAsync(new Sql(SelectAll, Owner(db)), static row => row.GetString(0), cancellationToken));

    private static string Owner(PolicyDb db) => db.TenantId ?? TenantPoliciesChanged.Installation;

    // Once it is answered, every gateway decides by it.
    private async Task ToldAsync(PolicyDb db, string name, string change, long version, List<NumberedChange> changes, CancellationToken cancellationToken)
    {
        telemetry.PoliciesChanged(db.TenantId, change);
        Log.Changed(logger, name, Owner(db), change, version);
        await teller.SettleAsync(changes, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Policy {Policy} of {Owner} is {Change}; the set is at version {Version}")]
        public static partial void Changed(ILogger logger, string policy, string owner, string change, long version);
    }
}
