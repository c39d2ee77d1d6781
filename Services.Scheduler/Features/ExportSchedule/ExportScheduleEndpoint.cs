using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.Services.Scheduler.Interchange;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Features.ExportSchedule;

/// <summary><c>GET /schedule/export</c></summary>
internal static class ExportScheduleEndpoint
{
    // Bounded by the number of jobs that a user may have.
    private const string Select = $"select {JobRows.Columns} from jobs where tenant_id = $1 and user_id = $2 and status <> 'done' order by job_id";

    public static void MapExportSchedule(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.ExportSchedule, HandleAsync)
        .WithSummary("The caller's jobs as a calendar (RFC 5545) that POST /schedule/import takes back.")
        .Produces(StatusCodes.Status200OK)
        .ProducesAlso(MediaTypes.Calendar);

    private static async Task<FileContentHttpResult> HandleAsync(Caller caller, TenantDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var rows = await db.ListAsync(caller.Context, new Sql(Select, caller.TenantId, caller.UserId), [0], StoredJobs.Read, cancellationToken);
        var calendar = CalendarWriter.Write([.. rows.Readable().Where(static job => job.CanFire)], time.GetUtcNow().Truncate());
        return TypedResults.File(System.Text.Encoding.UTF8.GetBytes(calendar), $"{MediaTypes.Calendar}; charset=utf-8", "schedule.ics");
    }
}
