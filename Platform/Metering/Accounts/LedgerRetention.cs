using Microsoft.Extensions.Options;
using Nanobot.Platform.Data;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Metering.Accounts;

/// <summary>Removes the rows of calls past their retention, the oldest first, and adds what they came to to their day's sums (UTC's days) in the same statement.</summary>
internal sealed class LedgerRetention(PlatformDb db, IOptions<TokenBudgetOptions> options, TimeProvider time)
{
    private const int Batch = 5_000;
    private const int MostBatches = 20;

    private const string Purge = """
        with old as materialized (
            select call_id from nanobot.model_calls where began_at < $1 and state <> 'reserved' order by began_at limit $2 for update skip locked
        ), gone as (
            delete from nanobot.model_calls calls using old where calls.call_id = old.call_id
            returning calls.tenant_id, (calls.began_at at time zone 'UTC')::date as day, calls.model, calls.estimated, calls.prompt_tokens, calls.completion_tokens,
                calls.reasoning_tokens, calls.cached_tokens, calls.cost_micros
        ), kept as (
            insert into nanobot.model_days (tenant_id, day, model, calls, estimated_calls, prompt_tokens, completion_tokens, reasoning_tokens, cached_tokens, cost_micros)
            select tenant_id, day, model, count(*), count(*) filter (where estimated), sum(prompt_tokens), sum(completion_tokens), sum(reasoning_tokens), sum(cached_tokens),
                sum(cost_micros)
            from gone group by tenant_id, day, model order by tenant_id, day, model
            on conflict (tenant_id, day, model) do update set calls = model_days.calls + excluded.calls, estimated_calls = model_days.estimated_calls + excluded.estimated_calls,
                prompt_tokens = model_days.prompt_tokens + excluded.prompt_tokens, completion_tokens = model_days.completion_tokens + excluded.completion_tokens,
                reasoning_tokens = model_days.reasoning_tokens + excluded.reasoning_tokens, cached_tokens = model_days.cached_tokens + excluded.cached_tokens,
                cost_micros = model_days.cost_micros + excluded.cost_micros
        )
        select count(*) from gone
        """;

    private static readonly PlatformScope Scope = new("ledger: calls past their retention");

    /// <summary>Removes some, up to a bound; returns how many.</summary>
    public async Task<long> PurgeAsync(CancellationToken cancellationToken)
    {
        var (removed, last) = (0L, (long)Batch);
        for (var i = 0; i < MostBatches && last == Batch; i++)
        {
            last = (await db.QueryAsync(Scope, new Sql(Purge, time.GetUtcNow() - options.Value.CallRetention, Batch), static row => row.GetInt64(0), cancellationToken))[0];
            removed += last;
        }

        return removed;
    }
}
