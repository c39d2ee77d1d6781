using Microsoft.Extensions.Options;
using Nanobot.Platform.Data;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Metering.Accounts;

/// <summary>What the platform itself does with the ledger's rows, of all tenants: says which calls run, and closes those of processes that died.</summary>
internal sealed class LedgerCare(PlatformDb db, IOptions<TokenBudgetOptions> options, TimeProvider time)
{
    private const int MostDead = 100;
    private const int MostPurged = 5_000;

    private const string Hold = """
        update nanobot.model_calls calls
        set held_until = now() + $1, known_prompt = greatest(calls.known_prompt, held.prompt),
            known_completion = greatest(calls.known_completion, held.completion), known_cost = greatest(calls.known_cost, held.cost)
        from unnest($2::uuid[], $3::bigint[], $4::bigint[], $5::bigint[]) as held (call_id, prompt, completion, cost)
        where calls.call_id = held.call_id and calls.state = 'reserved'
        """;

    private const string Dead = "select tenant_id, call_id from nanobot.model_calls where state = 'reserved' and held_until < now() order by held_until limit $1";

    private const string Abandon = $"""
        with call as materialized (
            select tenant_id, call_id, budgets, window_starts, window_ends, known_prompt + known_completion as tokens, known_cost
            from nanobot.model_calls where call_id = $1 and state = 'reserved' and held_until < now() for update skip locked
        ), closed as (
            update nanobot.model_calls calls
            set state = 'abandoned', estimated = true, attempts = greatest(calls.attempts, 1), prompt_tokens = calls.known_prompt, completion_tokens = calls.known_completion, cost_micros = calls.known_cost,
                ended_at = $2
            from call where calls.call_id = call.call_id
        ), owed as materialized (
            select sums.tenant_id, sums.budget, sums.starts_at, sums.ends_at, case when sums.is_money then call.known_cost else call.tokens end as amount
            from call cross join unnest(call.budgets, call.window_starts, call.window_ends) as asked (budget, starts_at, ends_at)
            join nanobot.model_budgets sums on sums.tenant_id = call.tenant_id and sums.budget = asked.budget
                and sums.starts_at = asked.starts_at and sums.ends_at = asked.ends_at
            order by sums.budget for update of sums
        )
        update nanobot.model_budgets sums set settled = sums.settled + owed.amount, version = sums.version + 1, touched_at = {BudgetRows.ThisHour}
        from owed
        where sums.tenant_id = owed.tenant_id and sums.budget = owed.budget and sums.starts_at = owed.starts_at and sums.ends_at = owed.ends_at
        returning sums.budget, sums.starts_at, sums.ends_at, sums.settled, sums.version, sums.elsewhere
        """;

    private const string Standing = """
        select budget, starts_at, ends_at, settled, version, elsewhere, tenant_id from nanobot.model_budgets
        where ends_at > $1 and touched_at > now() - interval '2 days'
        """;

    private const string Purge = """
        delete from nanobot.model_budgets
        where ctid = any (array(select ctid from nanobot.model_budgets where touched_at < now() - interval '8 days' order by touched_at limit $1))
        """;

    private static readonly PlatformScope Scope = new("ledger: calls that run, and calls of processes that died");

    /// <summary>Says that these calls run, and what they come to should their process die.</summary>
    public Task HoldAsync(IReadOnlyList<(Guid CallId, CallCost Known)> calls, CancellationToken cancellationToken) =>
        db.ExecuteAsync(Scope, new Sql(Hold, options.Value.Lease, calls.Select(static call => call.CallId).ToArray(), calls.Select(static call => call.Known.Prompt).ToArray(),
            calls.Select(static call => call.Known.Completion).ToArray(), calls.Select(static call => call.Known.Micros).ToArray()), cancellationToken);

    /// <summary>Closes calls of processes that died by what is known of them; returns each with what its budgets come to.</summary>
    public async Task<IReadOnlyList<(string TenantId, Guid CallId, IReadOnlyList<BudgetTotal> Totals)>> AbandonAsync(CancellationToken cancellationToken)
    {
        var closed = new List<(string, Guid, IReadOnlyList<BudgetTotal>)>();
        foreach (var (tenant, call) in await db.QueryAsync(Scope, new Sql(Dead, MostDead), static row => (row.GetString(0), row.GetGuid(1)), cancellationToken))
        {
            closed.Add((tenant, call, await db.QueryAsync(Scope, new Sql(Abandon, call, time.GetUtcNow()), row => CallLedger.Read(row, tenant), cancellationToken)));
        }

        return closed;
    }

    /// <summary>All budgets whose window is not over.</summary>
    public async Task<IReadOnlyList<BudgetTotal>> StandingAsync(CancellationToken cancellationToken) =>
        await db.QueryAsync(Scope, new Sql(Standing, time.GetUtcNow()), static row => CallLedger.Read(row, row.GetString(6)), cancellationToken);

    /// <summary>Removes sums that no call has touched for long; the calls themselves stay.</summary>
    public Task<int> PurgeAsync(CancellationToken cancellationToken) => db.ExecuteAsync(Scope, new Sql(Purge, MostPurged), cancellationToken);
}
