using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Scheduler.Forecasts;

/// <summary>Notes what a run came to, once, behind how it ended: on the run, and where it was completed among the latest of its tenant that did the same.</summary>
internal static class RunCosts
{
    private const string Noted = """
        returning occurrences.status, case when payload ->> 'type' = 'report' then 'report/' || (payload ->> 'report_type') else payload ->> 'type' end as what
        """;

    private const string Among = """
        insert into run_costs (tenant_id, what, tokens, cost_micros)
        select $1, what, array[$3::bigint], array[$4::bigint] from noted where status = 'completed' and what is not null
        on conflict (tenant_id, what) do update
        set tokens = (excluded.tokens || run_costs.tokens)[1:$5], cost_micros = (excluded.cost_micros || run_costs.cost_micros)[1:$5]
        """;

    private const string NoteReport = $"""
        with noted as (
            update occurrences set tokens = $3, cost_micros = $4::bigint from jobs
            where occurrences.tenant_id = $1 and occurrences.report_id = $2 and occurrences.tokens is null and occurrences.status <> 'requested'
                and jobs.tenant_id = occurrences.tenant_id and jobs.job_id = occurrences.job_id
            {Noted}
        )
        {Among}
        """;

    private const string NoteTurn = $"""
        with noted as (
            update occurrences set tokens = $3, cost_micros = $4::bigint from jobs
            where occurrences.tenant_id = $1 and occurrences.run_id = $2 and occurrences.tokens is null and occurrences.status <> 'requested'
                and jobs.tenant_id = occurrences.tenant_id and jobs.job_id = occurrences.job_id
            {Noted}
        )
        {Among}
        """;

    /// <summary>Of the run that asked for the report.</summary>
    public static Sql OfReport(TenantContext context, Guid reportId, RunCost cost) => Note(NoteReport, context, reportId, cost);

    /// <summary>Of the run that asked for the turn.</summary>
    public static Sql OfTurn(TenantContext context, Guid runId, RunCost cost) => Note(NoteTurn, context, runId, cost);

    // How it ended is the change; this stands beside it.
    private static Sql Note(string statement, TenantContext context, Guid id, RunCost cost) =>
        new(statement, context.RequiredTenantId, id, cost.Tokens, cost.CostMicros, PastRuns.Most) { IsBookkeeping = true };
}
