using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Features.SimulateSchedule;

/// <summary>Body of <c>POST /schedule/simulations</c>: a span, and what is looked at: all jobs of the caller, some of them, or one that is not made yet.</summary>
/// <param name="To">Up to, not including, this; at most 366 days behind its beginning.</param>
/// <param name="From">From this on; absent: now.</param>
/// <param name="Jobs">Ids of the jobs; absent: all that are active.</param>
/// <param name="Draft">A job as one would be made, in place of those that are there.</param>
/// <param name="TimeZone">IANA name of the zone whose days are counted; absent: the user's.</param>
/// <param name="Limit">Most runs that are listed one by one; absent: 1,000.</param>
internal sealed record SimulationRequest(
    [property: Required] string? To = null,
    string? From = null,
    [property: MaxLength(JobLimits.MaximumJobs)] IReadOnlyList<string>? Jobs = null,
    CreateJobRequest? Draft = null,
    string? TimeZone = null,
    [property: Range(0, SimulationRequest.MaximumListed)] int? Limit = null)
{
    public const int MaximumListed = 10_000;
    public const int DefaultListed = 1_000;
    private const int MaximumDays = 366;

    /// <summary>The span, where nothing is wrong with it.</summary>
    public (DateTimeOffset From, DateTimeOffset To) Check(DateTimeOffset now, ValidationErrors errors)
    {
        var (from, to) = (From is null ? now : Read(From, "from", errors), To is null ? null : Read(To, "to", errors));
        errors.Require(To is not null || errors.IsUnreadable("to"), "to", "is needed: where the span ends");
        errors.Require(from is null || from >= now, "from", "must not be past: what has been is in the history of each job");
        errors.Require(from is null || to is null || to > from, "to", "must lie behind from");
        errors.Require(from is null || to is null || to - from <= TimeSpan.FromDays(MaximumDays), "to", string.Create(CultureInfo.InvariantCulture, $"must be within {MaximumDays} days of from"));
        errors.Require(Jobs is null || Draft is null, "draft", "stands in place of jobs: not both");
        errors.Require(Jobs is null or { Count: >= 1 and <= JobLimits.MaximumJobs }, "jobs", $"must be 1 to {JobLimits.MaximumJobs} ids");
        errors.Require(Limit is null or (>= 0 and <= MaximumListed), "limit", string.Create(CultureInfo.InvariantCulture, $"must be 0 to {MaximumListed}"));
        if (TimeZone is not null)
        {
            errors.Require<ZoneName>(TimeZone, "time_zone");
        }

        CheckDraft(now, errors);
        return (from ?? now, to ?? now);
    }

    private void CheckDraft(DateTimeOffset now, ValidationErrors errors)
    {
        var wrong = new ValidationErrors();
        Draft?.ToDraft().Check(now, wrong);
        foreach (var (field, reasons) in wrong.ByField)
        {
            foreach (var reason in reasons)
            {
                errors.Require(errors.IsUnreadable($"draft.{field}"), $"draft.{field}", reason);
            }
        }
    }

    private static DateTimeOffset? Read(string text, string field, ValidationErrors errors)
    {
        var time = Rfc3339.Parse(text);
        errors.Require(time is not null, field, "must be a time of RFC 3339 with its offset, for example 2030-01-31T09:00:00Z");
        return time;
    }
}
