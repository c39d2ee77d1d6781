using System.ComponentModel.DataAnnotations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules;

namespace Nanobot.Services.Scheduler.Features.BulkJobs;

/// <summary>Body of <c>POST /schedule/jobs/bulk</c>: what is done, and to which jobs: those that are named, or those of a tag, a status or a kind.</summary>
/// <param name="Action">What is done to each.</param>
/// <param name="Jobs">Their ids, at most 100.</param>
/// <param name="Tag">Or all that have it,</param>
/// <param name="Status">that stand so,</param>
/// <param name="Kind">and are of that kind.</param>
/// <param name="Tags">Of the actions tag and untag: which.</param>
internal sealed record BulkJobsRequest(
    [property: Required, AllowedValues(BulkAction.Pause, BulkAction.Resume, BulkAction.Delete, BulkAction.Run, BulkAction.Tag, BulkAction.Untag, BulkAction.Skip, BulkAction.Unskip)] string? Action = null,
    [property: MaxLength(JobLimits.MaximumJobs)] IReadOnlyList<string>? Jobs = null,
    string? Tag = null,
    [property: JobStatuses] string? Status = null,
    [property: ScheduleKinds] string? Kind = null,
    [property: MaxLength(TagRules.Maximum)] IReadOnlyList<string>? Tags = null)
{
    private bool HasFilter => Tag is not null || Status is not null || Kind is not null;

    public JobFilter ToFilter() => new(Tag, Status, Kind);

    public void Check(ValidationErrors errors)
    {
        errors.OneOf(Action, "action", BulkAction.Names);
        errors.Require((Jobs is null) == HasFilter || errors.IsUnreadable("jobs"), "jobs", "is needed, or a tag, a status or a kind in its place");
        errors.Require(Jobs is null or { Count: >= 1 and <= JobLimits.MaximumJobs }, "jobs", $"must be 1 to {JobLimits.MaximumJobs} ids");
        ToFilter().Check(errors);
        var isAboutTags = Action is BulkAction.Tag or BulkAction.Untag;
        errors.Require(Tags is null || isAboutTags, "tags", "is no member but of the actions tag and untag");
        errors.Require(!isAboutTags || Tags is { Count: > 0 } || errors.IsUnreadable("tags"), "tags", "is needed: which tags");
        TagRules.Check(Tags, errors);
    }
}
