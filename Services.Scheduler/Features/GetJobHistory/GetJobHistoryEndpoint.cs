using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Firing;
using Nanobot.Services.Scheduler.Forecasts;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;
using Npgsql;

namespace Nanobot.Services.Scheduler.Features.GetJobHistory;

/// <summary><c>GET /schedule/jobs/{job_id}/history</c></summary>
internal static class GetJobHistoryEndpoint
{
    private const string Select = """
        select scheduled_for, skipped_until, trigger, status, report_id, run_id, error_code, fired_at, completed_at,
            tokens, cost_micros, reason, delivery_id, tries, http_status from occurrences
        where tenant_id = $1 and user_id = $2 and job_id = $3 and ($4::timestamptz is null or scheduled_for < $4)
        order by scheduled_for desc limit $5
        """;

    public static void MapGetJobHistory(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.GetJobHistory, HandleAsync)
        .WithSummary("What became of the job's runs, the newest first, in pages.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Page<OccurrenceResource>>, Refusal>> HandleAsync(
        Caller caller, [FromRoute(Name = "job_id")] string jobId, PageRequest page, TenantDb db, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(jobId, out var id)
            || await db.QuerySingleAsync(caller.Context, JobQueries.Find(caller.Context, id), static row => row.GetGuid(0).ToString(), cancellationToken) is null)
        {
            return JobRefusals.NotFound;
        }

        StoredInstant? after = null;
        if (page.After is not null)
        {
            if (!StoredInstant.TryParse(page.After, out var last))
            {
                return Refusals.WrongCursor;
            }

            after = last;
        }

        var occurrences = await db.ListAsync(caller.Context,
            new Sql(Select, caller.TenantId, caller.UserId, id, after, page.Limit + 1), [0], Map, cancellationToken);
        return TypedResults.Ok(page.ToPage(occurrences));
    }

    private static OccurrenceResource Map(NpgsqlDataReader row) => new(
        row.GetFieldValue<DateTimeOffset>(0),
        row.IsDBNull(1) ? null : row.GetFieldValue<DateTimeOffset>(1),
        row.GetString(2),
        row.GetString(3),
        row.IsDBNull(4) ? null : row.GetGuid(4),
        row.IsDBNull(5) ? null : row.GetGuid(5),
        row.IsDBNull(6) ? null : row.GetString(6),
        row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7),
        row.IsDBNull(8) ? null : row.GetFieldValue<DateTimeOffset>(8),
        row.IsDBNull(9) ? null : row.GetInt64(9),
        RunForecast.Money(row.IsDBNull(10) ? null : row.GetInt64(10)),
        row.IsDBNull(11) ? null : row.GetString(11),
        row.IsDBNull(12) ? null : row.GetGuid(12),
        row.IsDBNull(13) ? null : row.GetInt32(13),
        row.IsDBNull(14) ? null : row.GetInt32(14));
}
