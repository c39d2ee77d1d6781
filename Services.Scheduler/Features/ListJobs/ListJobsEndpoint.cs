using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;

namespace Nanobot.Services.Scheduler.Features.ListJobs;

/// <summary><c>GET /schedule/jobs</c></summary>
internal static class ListJobsEndpoint
{
    private const string Select = $"""
        select {JobRows.Columns} from jobs
        where tenant_id = $1 and user_id = $2 and {JobFilter.Condition} and ($6::uuid is null or job_id < $6)
        order by job_id desc limit $7
        """;

    public static void MapListJobs(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.ListJobs, HandleAsync)
        .WithSummary("The caller's jobs, or those of a tag, a status or a kind; the newest first, in pages.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<JobResource>>, Refusal>> HandleAsync(
        Caller caller, [AsParameters] ListJobsQuery query, PageRequest page, TenantDb db, CancellationToken cancellationToken)
    {
        var (filter, errors) = (query.ToFilter(), new ValidationErrors());
        filter.Check(errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        Guid? after = null;
        if (page.After is not null)
        {
            if (!Guid.TryParse(page.After, out var last))
            {
                return Refusals.WrongCursor;
            }

            after = last;
        }

        var jobs = await db.ListAsync(caller.Context, new Sql(Select, [caller.TenantId, caller.UserId, .. filter.Arguments, after, page.Limit + 1]),
            [0], static row => JobResource.Of(StoredJobs.Read(row)), cancellationToken);
        return TypedResults.Ok(page.ToPage(jobs));
    }
}
