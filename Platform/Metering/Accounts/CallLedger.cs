using Microsoft.Extensions.Options;
using Nanobot.Platform.Data;
using Nanobot.Platform.Limits.Tokens;
using Npgsql;

namespace Nanobot.Platform.Metering.Accounts;

/// <summary>
/// The ledger of this module's calls, in its own database: one row written before a call, closed once after it, together with the sums of
/// its budgets.
/// </summary>
internal sealed class CallLedger(TenantDb db, IOptions<TokenBudgetOptions> options, TimeProvider time)
{
    private const string Insert = """
        insert into nanobot.model_calls (call_id, tenant_id, user_id, key_id, purpose, subject, run_id, state, model, reserved_tokens,
            known_prompt, known_completion, known_cost, budgets, window_starts, window_ends, began_at, held_until, trace_id)
        values ($1, $2, $3::text, $4::text, $5, $6::text, $7::uuid, 'reserved', $8, $9, $10, $17, $18, $11, $12, $13, $14, now() + $15, $16::text)
        on conflict (call_id) do nothing
        """;

    // What was written ahead is never taken back: of two that say it at once the greater holds.
    private const string Cover = """
        update nanobot.model_calls set known_prompt = greatest(known_prompt, $3), known_completion = greatest(known_completion, $4),
            known_cost = greatest(known_cost, $5), attempts = greatest(attempts, $6)
        where tenant_id = $1 and call_id = $2 and state = 'reserved'
        """;

    // Rows are locked in one order, whatever the plan. A row that is closed already is closed no second time; one of a process that was taken
    // for dead is put right.
    private const string EndStatement = $"""
        with call as materialized (
            select prompt_tokens + completion_tokens as tokens, cost_micros from nanobot.model_calls
            where tenant_id = $1 and call_id = $2 and state in ('reserved', 'abandoned') for update
        ), closed as (
            update nanobot.model_calls set state = $3, model = $4, attempts = $5, prompt_tokens = $6, completion_tokens = $7, reasoning_tokens = $8,
                cached_tokens = $9, estimated = $10, price_version = $11::text, cost_micros = $12, ended_at = $13
            where tenant_id = $1 and call_id = $2 and exists (select from call)
        ), owed as materialized (
            select sums.budget, sums.starts_at, sums.ends_at, asked.elsewhere,
                case when sums.is_money then $12 - call.cost_micros else $6 + $7 - call.tokens end as amount
            from call cross join unnest($14::text[], $15::timestamptz[], $16::timestamptz[], $17::bigint[]) as asked (budget, starts_at, ends_at, elsewhere)
            join nanobot.model_budgets sums on sums.tenant_id = $1 and sums.budget = asked.budget and sums.starts_at = asked.starts_at and sums.ends_at = asked.ends_at
            order by sums.budget for update of sums
        )
        update nanobot.model_budgets sums
        set settled = sums.settled + owed.amount, version = sums.version + 1, elsewhere = greatest(sums.elsewhere, owed.elsewhere), touched_at = {BudgetRows.ThisHour}
        from owed
        where sums.tenant_id = $1 and sums.budget = owed.budget and sums.starts_at = owed.starts_at and sums.ends_at = owed.ends_at
        returning sums.budget, sums.starts_at, sums.ends_at, sums.settled, sums.version, sums.elsewhere
        """;

    // What the window came to before there was its sum: calls of before a limit was set, or before the tenant's days were others.
    private const string MakeSum = """
        insert into nanobot.model_budgets (tenant_id, budget, starts_at, ends_at, is_money, settled)
        select $1, $2, $3, $4, $5, coalesce(sum(case when $5 then cost_micros else prompt_tokens + completion_tokens end), 0)
        from nanobot.model_calls
        where tenant_id = $1 and began_at >= $3 and began_at < $4 and state <> 'reserved'
          and ($6::text is null or user_id = $6) and ($7::text is null or key_id = $7) and ($8::uuid is null or run_id = $8)
        on conflict do nothing
        """;

    private const string ReadSum = """
        select budget, starts_at, ends_at, settled, version, elsewhere from nanobot.model_budgets
        where tenant_id = $1 and budget = $2 and starts_at = $3 and ends_at = $4
        """;

    /// <summary>Writes the row of a call that is about to be made, with what it comes to should this process die.</summary>
    public Task BeginAsync(CallStart start, CallCost known, CancellationToken cancellationToken) =>
        WithinAsync(token => db.ExecuteAsync(start.Caller.Context, Row(start, known), token), options.Value.StoreTimeout, cancellationToken);

    /// <summary>Writes down what a call that runs comes to should this process die.</summary>
    public Task CoverAsync(CallStart start, CallCost known, CancellationToken cancellationToken)
    {
        var statement = new Sql(Cover, start.Caller.Context.RequiredTenantId, start.CallId, known.Prompt, known.Completion, known.Micros, known.Attempts) { IsBookkeeping = true };
        return WithinAsync(token => db.ExecuteAsync(start.Caller.Context, statement, token), options.Value.StoreTimeout, cancellationToken);
    }

    /// <summary>Closes the row, once; returns what the budgets have come to with it.</summary>
    /// <param name="start">The call.</param>
    /// <param name="ending">How it ended.</param>
    /// <param name="elsewhere">What other modules' calls have come to, budget by budget.</param>
    /// <param name="timeout">Longest wait.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="written">What they have come to, where the row is closed already.</param>
    public async Task<IReadOnlyList<BudgetTotal>> EndAsync(
        CallStart start, CallEnding ending, IReadOnlyList<long> elsewhere, TimeSpan timeout, CancellationToken cancellationToken, IReadOnlyList<BudgetTotal>? written = null)
    {
        var (context, end) = (start.Caller.Context, End(start, ending, elsewhere));
        if (written is null)
        {
            // The row may be on its way still, of a call that was not made. Where the one of its end is there first, that one is none; else this waits for it.
            SqlStep[] steps = ending.IsMade ? [end] : [SqlStep.Do(Row(start, ending.Cost)), end];
            await WithinAsync(async token =>
            {
                await db.BatchAsync(context, steps, token);
                return true;
            }, timeout, cancellationToken);
        }

        // Closed before, by a try whose answer was lost; the sums say it.
        var totals = written ?? end.Rows;
        return totals.Count == start.Budgets.Count ? totals : await TotalsAsync(start.Caller, start.Budgets, timeout, cancellationToken);
    }

    /// <summary>What closes the row, once, and reads what the budgets have come to with it.</summary>
    public SqlRows<BudgetTotal> End(CallStart start, CallEnding ending, IReadOnlyList<long> elsewhere)
    {
        var (tenant, cost) = (start.Caller.Context.RequiredTenantId, ending.Cost);
        return new(new Sql(EndStatement, tenant, start.CallId, ending.State, cost.Model, cost.Attempts, cost.Prompt, cost.Completion, cost.Reasoning, cost.Cached,
            cost.IsEstimated, cost.PriceVersion, cost.Micros, time.GetUtcNow(), Names(start.Budgets), Starts(start.Budgets), Ends(start.Budgets), elsewhere.ToArray()) { IsBookkeeping = true },
            row => Read(row, tenant));
    }

    /// <summary>What this module's calls have come to.</summary>
    public async Task<IReadOnlyList<BudgetTotal>> TotalsAsync(
        TokenCaller caller, IReadOnlyList<Budget> budgets, TimeSpan timeout, CancellationToken cancellationToken)
    {
        var totals = new List<BudgetTotal>(budgets.Count);
        foreach (var budget in budgets)
        {
            totals.Add(await WithinAsync(token => TotalAsync(caller, budget, token), timeout, cancellationToken));
        }

        return totals;
    }

    internal static BudgetTotal Read(NpgsqlDataReader row, string tenantId) => new(
        Budget.Parse(tenantId, row.GetString(0), row.GetFieldValue<DateTimeOffset>(1), row.GetFieldValue<DateTimeOffset>(2)), row.GetInt64(3), row.GetInt64(4), row.GetInt64(5));

    private Sql Row(CallStart start, CallCost known) => new(Insert, start.CallId, start.Caller.Context.RequiredTenantId, start.Caller.Context.UserId, start.Caller.KeyId,
        start.Run.Purpose, start.Run.Subject, start.Run.RunId, start.Model, start.Reserved, known.Prompt, Names(start.Budgets), Starts(start.Budgets), Ends(start.Budgets),
        start.Began, options.Value.Lease, start.TraceId, known.Completion, known.Micros) { IsBookkeeping = true };

    private Task<BudgetTotal> TotalAsync(TokenCaller caller, Budget budget, CancellationToken cancellationToken)
    {
        var tenant = caller.Context.RequiredTenantId;
        var make = new Sql(MakeSum, tenant, budget.Name, budget.Starts, budget.Ends, budget.Unit == BudgetUnit.Micros, Owner(BudgetOwner.User), Owner(BudgetOwner.Key),
            budget.Owner == BudgetOwner.Run ? caller.RunId : null) { IsBookkeeping = true };
        return db.TransactionAsync(caller.Context, async transaction =>
        {
            await transaction.ExecuteAsync(cancellationToken, make);
            return (await transaction.QuerySingleAsync(new Sql(ReadSum, tenant, budget.Name, budget.Starts, budget.Ends), row => Read(row, tenant), cancellationToken))!;
        }, cancellationToken);

        string? Owner(BudgetOwner owner) => budget.Owner == owner ? budget.OwnerId : null;
    }

    // A database that hangs does not heed the token either; whoever waits leaves it alone then.
    private async Task<T> WithinAsync<T>(Func<CancellationToken, Task<T>> work, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await work(linked.Token).WaitAsync(linked.Token);
        }
        catch (OperationCanceledException exception) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException("The ledger did not answer in time.", exception);
        }
    }

    private static string[] Names(IReadOnlyList<Budget> budgets) => [.. budgets.Select(static budget => budget.Name)];

    private static DateTimeOffset[] Starts(IReadOnlyList<Budget> budgets) => [.. budgets.Select(static budget => budget.Starts)];

    private static DateTimeOffset[] Ends(IReadOnlyList<Budget> budgets) => [.. budgets.Select(static budget => budget.Ends)];
}
