using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Platform.Limits.Tokens;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Scheduler.Calendars;
using Nanobot.Services.Scheduler.Forecasts;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Persistence;
using Nanobot.Services.Scheduler.Schedules.Clocks;
using Nanobot.Services.Scheduler.Schedules.Days;

namespace Nanobot.Services.Scheduler.Features.SimulateSchedule;

/// <summary><c>POST /schedule/simulations</c></summary>
internal static class SimulateScheduleEndpoint
{
    // Bounded by the number of jobs that a user may have.
    private const string Select = $"""
        select {JobRows.Columns} from jobs where tenant_id = $1 and user_id = $2 and ($3::uuid[] is null or job_id = any ($3)) and ($3::uuid[] is not null or status = 'active')
        order by job_id
        """;

    public static void MapSimulateSchedule(this RouteGroupBuilder group) => group.MapOperation(Operations.Scheduler.SimulateSchedule, HandleAsync)
        .WithSummary("What would fire in a span, by job, by day and one by one, and what it will probably cost; nothing is made.")
        .WithBodyCheck<SimulationRequest>(static (request, http, errors) => request.Check(http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow().Truncate(), errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<SimulationResponse>, Refusal>> HandleAsync(
        Caller caller, SimulationRequest request, DefaultTimeZone defaultZone, CalendarBook calendars, IJobSlots slots, ITokenLimits limits, TenantDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var (now, errors) = (time.GetUtcNow().Truncate(), new ValidationErrors());
        var (from, to) = request.Check(now, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var (excluded, unknown) = await calendars.DaysAsync(caller.Context, request.Draft?.Calendars ?? [], cancellationToken);
        if (excluded is null)
        {
            return unknown!;
        }

        var users = request.TimeZone is null || request.Draft is { TimeZone: null } ? await defaultZone.OfAsync(caller.Context, cancellationToken) : null;
        var jobs = request.Draft is { } draft ? [await slots.ProposeAsync(Draft(draft, users, excluded, now), now, cancellationToken)] : await JobsAsync(caller, request.Jobs, db, cancellationToken);
        if (jobs is null)
        {
            return JobRefusals.NotFound;
        }

        var past = await PastRuns.OfAsync(db, caller.Context, [.. jobs.Select(static job => job.JobId)], cancellationToken);
        var zone = request.TimeZone ?? users!.Value;
        // Of the tenant and the user: which key a job counts for is the job's own.
        var held = await limits.OfAsync(new TokenCaller(caller.Context), cancellationToken);
        List<LimitWatch> watches = [.. held.Budgets.Where(static budget => budget.Owner != BudgetOwner.Key).Select(budget => new LimitWatch(budget, held.Zone))];
        return TypedResults.Ok(new Simulation(Zone.Of(zone), request.Limit ?? SimulationRequest.DefaultListed, watches).Run(
            [.. Readable(jobs, request.Draft is not null, past)], zone, from, to, cancellationToken));
    }

    private static Job Draft(CreateJobRequest request, ZoneName? users, ExcludedDays excluded, DateTimeOffset now)
    {
        var draft = request.ToDraft();
        return Job.New(draft, draft.TimeZone is { } named ? ZoneName.Parse(named) : users!, excluded, now);
    }

    // Null where one that is named is not there.
    private static async Task<List<Job>?> JobsAsync(Caller caller, IReadOnlyList<string>? named, TenantDb db, CancellationToken cancellationToken)
    {
        var ids = named?.Select(static name => Guid.TryParse(name, out var id) ? id : (Guid?)null).Distinct().ToList();
        if (ids?.Contains(null) is true)
        {
            return null;
        }

        var rows = await db.ListAsync(caller.Context, new Sql(Select, caller.TenantId, caller.UserId, ids?.OfType<Guid>().ToArray()), [0], StoredJobs.Read, cancellationToken);
        return ids is not null && rows.Count < ids.Count ? null : [.. rows.Readable()];
    }

    // What cannot be fired here is not: its row is left as it is.
    private static IEnumerable<SimulatedJob> Readable(IEnumerable<Job> jobs, bool areDrafts, PastRuns past) =>
        jobs.Where(static job => job.CanFire).Select(job => new SimulatedJob(job, areDrafts, job.Compile(), past.Forecast(areDrafts ? null : job.JobId, job.Payload)));
}
