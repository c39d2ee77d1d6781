using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Features.GetSchedule;

/// <summary><c>GET /schedule</c></summary>
internal static class GetScheduleEndpoint
{
    private const int MaximumNext = 10;

    // Bounded by the number of jobs that a user may have.
    private const string Select = $"""
        select {JobRows.Columns} from jobs
        where tenant_id = $1 and user_id = $2 and next_run_at is not null
        order by next_run_at, job_id
        """;

    public static void MapGetSchedule(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.GetSchedule, HandleAsync)
        .WithSummary("What the caller has coming.");

    private static async Task<Ok<ScheduleResponse>> HandleAsync(Caller caller, TenantDb db, CancellationToken cancellationToken)
    {
        var rows = await db.ListAsync(caller.Context, new Sql(Select, caller.TenantId, caller.UserId),
            [0], static row => JobResource.Of(StoredJobs.Read(row)), cancellationToken);
        List<JobResource> jobs = [.. rows.Readable()];
        return TypedResults.Ok(new ScheduleResponse(caller.UserId, First(ReportType.Daily), First(ReportType.Weekly), [.. jobs.Take(MaximumNext)]));

        JobResource? First(ReportType type) => jobs.FirstOrDefault(job => job.Payload.ReportType == type.Value);
    }
}
