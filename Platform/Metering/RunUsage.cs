using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Platform.Metering;

/// <summary>What the calls of one run (<see cref="ModelRun.RunId"/>) have come to, by the ledger of the module that made them.</summary>
/// <param name="Tokens">Tokens read and written.</param>
/// <param name="CostMicros">Their price, in millionths of the currency; null where that of a call is not known.</param>
public sealed record RunUsage(long Tokens, long? CostMicros)
{
    // A row that is still open says what the call comes to at least; the one whose end is written with the answer counts as that end says.
    private const string Select = """
        select
            coalesce(sum(case when state = 'reserved' then known_prompt + known_completion else prompt_tokens + completion_tokens end), 0)::bigint,
            coalesce(sum(case when state = 'reserved' then known_cost else cost_micros end), 0)::bigint,
            coalesce(bool_or(state <> 'reserved' and price_version is null and prompt_tokens + completion_tokens > 0), false)
        from nanobot.model_calls where tenant_id = $1 and run_id = $2 and call_id is distinct from $3::uuid
        """;

    /// <summary>Of a run that calls the model no more.</summary>
    public static async Task<RunUsage> OfAsync(TenantTransaction transaction, Guid runId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        return (await transaction.QuerySingleAsync(Statement(transaction.Context, runId, null), Read, cancellationToken))!;
    }

    /// <summary>Of a run whose <paramref name="last"/> call has ended, and has its end written with what is written next.</summary>
    public static async Task<RunUsage> OfAsync(TenantDb db, TenantContext context, Guid runId, LastCall? last, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(context);
        var before = (await db.QuerySingleAsync(context, Statement(context, runId, last?.CallId), Read, cancellationToken))!;
        return last is null ? before : new RunUsage(before.Tokens + last.Usage.Tokens, before.CostMicros + last.Usage.CostMicros);
    }

    private static Sql Statement(TenantContext context, Guid runId, Guid? but) => new(Select, context.RequiredTenantId, runId, but);

    private static RunUsage Read(NpgsqlDataReader row) => new(row.GetInt64(0), row.GetBoolean(2) ? null : row.GetInt64(1));
}
