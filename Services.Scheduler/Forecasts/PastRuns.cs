using Nanobot.Contracts.Schedules;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Forecasts;

/// <summary>What past runs came to, as far as forecasts are made of it: the latest few of each job, and of each thing that jobs do.</summary>
internal sealed class PastRuns
{
    /// <summary>Most runs that one forecast is made of.</summary>
    public const int Most = 20;

    // Of fewer runs the figures would tell of somebody.
    private const int LeastOfTenant = 5;

    // The latest of a user's, among which those of each thing are found.
    private const int LookBack = 1000;

    private const string What = "case when payload ->> 'type' = 'report' then 'report/' || (payload ->> 'report_type') else payload ->> 'type' end";

    private const string SelectOfJobs = """
        select asked.job_id, used.tokens, used.cost_micros from unnest($3::uuid[]) as asked (job_id)
        cross join lateral (
            select tokens, cost_micros from occurrences
            where tenant_id = $1 and user_id = $2 and job_id = asked.job_id and status = 'completed' and tokens is not null
            order by scheduled_for desc limit $4) used
        """;

    private const string SelectOfUser = $"""
        select what, tokens, cost_micros from (
            select what, tokens, cost_micros, row_number() over (partition by what order by scheduled_for desc) as place from (
                select {What} as what, tokens, cost_micros, scheduled_for from (
                    select job_id, tokens, cost_micros, scheduled_for from occurrences
                    where tenant_id = $1 and user_id = $2 and tokens is not null and status = 'completed'
                    order by scheduled_for desc limit $3) latest
                join jobs on jobs.tenant_id = $1 and jobs.user_id = $2 and jobs.job_id = latest.job_id) told) placed
        where place <= $4
        """;

    private const string SelectOfTenant = """
        select what, used.tokens, used.cost_micros from run_costs cross join lateral unnest(tokens, cost_micros) as used (tokens, cost_micros) where tenant_id = $1
        """;

    private readonly ILookup<Guid, RunCost> _ofJobs;
    private readonly ILookup<string, RunCost> _ofUser;
    private readonly ILookup<string, RunCost> _ofTenant;

    private PastRuns(ILookup<Guid, RunCost> ofJobs, ILookup<string, RunCost> ofUser, ILookup<string, RunCost> ofTenant) =>
        (_ofJobs, _ofUser, _ofTenant) = (ofJobs, ofUser, ofTenant);

    /// <summary>Of these jobs, of the user and of its tenant, in one round trip.</summary>
    public static Task<PastRuns> OfAsync(TenantDb db, TenantContext context, IReadOnlyCollection<Guid> jobs, CancellationToken cancellationToken) =>
        OfAsync(steps => db.BatchAsync(context, steps, cancellationToken), context, jobs);

    /// <summary>The same, of the user of a transaction.</summary>
    public static Task<PastRuns> OfAsync(TenantTransaction transaction, IReadOnlyCollection<Guid> jobs, CancellationToken cancellationToken) =>
        OfAsync(steps => transaction.BatchAsync(steps, cancellationToken), transaction.Context, jobs);

    private static async Task<PastRuns> OfAsync(Func<IReadOnlyList<SqlStep>, Task> run, TenantContext context, IReadOnlyCollection<Guid> jobs)
    {
        var (tenant, user) = (context.RequiredTenantId, context.RequiredUserId);
        var ofJobs = new SqlRows<(Guid Key, RunCost Run)>(new Sql(SelectOfJobs, tenant, user, jobs.ToArray(), Most), static row => (row.GetGuid(0), Read(row)));
        var ofUser = new SqlRows<(string Key, RunCost Run)>(new Sql(SelectOfUser, tenant, user, LookBack, Most), static row => (row.GetString(0), Read(row)));
        var ofTenant = new SqlRows<(string Key, RunCost Run)>(new Sql(SelectOfTenant, tenant), static row => (row.GetString(0), Read(row)));
        await run([ofJobs, ofUser, ofTenant]);
        return new PastRuns(By(ofJobs.Rows), By(ofUser.Rows), By(ofTenant.Rows));
    }

    /// <summary>What a run will probably come to: by those of the job itself, else of what does the same.</summary>
    /// <param name="jobId">The job, where there is one.</param>
    /// <param name="payload">What it does; null where nobody says.</param>
    public RunForecast Forecast(Guid? jobId, JobPayload? payload)
    {
        // Nothing of it asks a model.
        if (payload is { IsWebhook: true })
        {
            return RunForecast.Free;
        }

        List<RunCost> own = jobId is { } id ? [.. _ofJobs[id]] : [];
        if (own.Count > 0)
        {
            return RunForecast.Of(ForecastBasis.Job, own);
        }

        var what = payload is null ? "" : KeyOf(payload);
        List<RunCost> users = [.. _ofUser[what]];
        List<RunCost> tenants = [.. _ofTenant[what]];
        return users.Count > 0 ? RunForecast.Of(ForecastBasis.User, users)
            : tenants.Count >= LeastOfTenant ? RunForecast.Of(ForecastBasis.Tenant, tenants)
            : RunForecast.None;
    }

    private static string KeyOf(JobPayload payload) => payload.Type == PayloadType.Report ? $"{payload.Type}/{payload.ReportType}" : payload.Type ?? "";

    private static RunCost Read(Npgsql.NpgsqlDataReader row) => new(row.GetInt64(1), row.IsDBNull(2) ? null : row.GetInt64(2));

    private static ILookup<TKey, RunCost> By<TKey>(IEnumerable<(TKey Key, RunCost Run)> rows) => rows.ToLookup(static row => row.Key, static row => row.Run);
}
