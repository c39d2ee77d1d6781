using Microsoft.AspNetCore.Mvc;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Features.ListJobs;

/// <summary>Which jobs a list is asked for.</summary>
internal sealed record ListJobsQuery(
    [property: FromQuery(Name = "tag")] string? Tag,
    [property: FromQuery(Name = "status"), JobStatuses] string? Status,
    [property: FromQuery(Name = "kind"), ScheduleKinds] string? Kind)
{
    public JobFilter ToFilter() => new(Tag, Status, Kind);
}
