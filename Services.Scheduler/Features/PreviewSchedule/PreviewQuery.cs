using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Texts;
using Nanobot.Platform.Core.Times;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Scheduler.Calendars;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Schedules;
using Nanobot.Services.Scheduler.Schedules.Clocks;

namespace Nanobot.Services.Scheduler.Features.PreviewSchedule;

/// <summary>The query of a preview: the members of a schedule as a job has them, or a job whose they are where absent; what a run does; and where from and how many.</summary>
internal sealed record PreviewQuery(
    [property: FromQuery(Name = "kind")]
    [property: ScheduleKinds]
    string? Kind,
    [property: FromQuery(Name = "hour")] string? Hour,
    [property: FromQuery(Name = "minute")] string? Minute,
    [property: FromQuery(Name = "day_of_week"), Weekdays] string? DayOfWeek,
    [property: FromQuery(Name = "expression")] string? Expression,
    [property: FromQuery(Name = "seconds")] string? Seconds,
    [property: FromQuery(Name = "time")] string? Time,
    [property: FromQuery(Name = "time_zone")] string? TimeZone,
    [property: FromQuery(Name = "after")] string? After,
    [property: FromQuery(Name = "count")] string? Count,
    [property: FromQuery(Name = "job_id")] string? JobId,
    [property: FromQuery(Name = "payload_type"), AllowedValues(Contracts.Schedules.PayloadType.Report, Contracts.Schedules.PayloadType.AgentTurn, Contracts.Schedules.PayloadType.Heartbeat, Contracts.Schedules.PayloadType.Webhook)] string? PayloadType,
    [property: FromQuery(Name = "report_type"), Permitted<ReportType>] string? ReportType,
    [property: FromQuery(Name = "calendars")] string[]? Calendars = null,
    [property: FromQuery(Name = "timing"), AllowedValues(Jobs.Timing.Exact, Jobs.Timing.Spread)] string? Timing = null,
    [property: FromQuery(Name = "interval")] string? Interval = null,
    [property: FromQuery(Name = "starts_on")] string? StartsOn = null,
    [property: FromQuery(Name = "ends_at")] string? EndsAt = null)
{
    private const int DefaultCount = 5;
    private const int MaximumCount = 50;
    private const int MaximumYears = 50;

    /// <summary>What is asked for, or the refusal that names every wrong parameter.</summary>
    /// <param name="job">The job that it names, as it is.</param>
    /// <param name="now">The present moment.</param>
    public (PreviewRequest? Request, Refusal? Refusal) Read(Job? job, DateTimeOffset now)
    {
        var errors = new ValidationErrors();
        var after = After is null ? now : Rfc3339.Parse(After);
        errors.Require(after is not null, "after", "must be a time of RFC 3339 with its offset, for example 2030-01-31T09:00:00Z");
        errors.Require(after is null || (after > now.AddYears(-MaximumYears) && after < now.AddYears(MaximumYears)), "after",
            $"must be within {MaximumYears} years");
        var spec = new ScheduleSpec(Kind, Number(Hour, "hour", errors), Number(Minute, "minute", errors), DayOfWeek, Expression,
            Number(Seconds, "seconds", errors), Time, Number(Interval, "interval", errors), StartsOn, EndsAt);
        spec = job?.Schedule.With(spec) ?? spec.ToNew();
        ZoneName? zone = null;
        if (TimeZone is not null)
        {
            errors.TryRead(TimeZone, "time_zone", out zone);
        }

        var isJobs = job is not null && spec == job.Schedule && TimeZone is null && Calendars is not { Length: > 0 } && (Timing is null || Timing == job.Timing);
        if (!isJobs)
        {
            ScheduleRules.Check(spec, now, errors);
        }

        if (Timing is not null)
        {
            errors.OneOf(Timing, "timing", Jobs.Timing.Names);
            errors.Require(Timing != Jobs.Timing.Spread || spec.Kind != ScheduleKind.At, "timing", Jobs.Timing.NotAt);
        }

        errors.Require(Calendars is not { Length: > CalendarLimits.MostOfJob }, "calendars", $"must be at most {CalendarLimits.MostOfJob}");
        errors.Require(Calendars is null || Calendars.All(CalendarName.IsValid), "calendars", CalendarName.Form);
        var count = Number(Count, "count", errors) ?? DefaultCount;
        errors.Require(count is >= 1 and <= MaximumCount, "count", $"must be 1 to {MaximumCount}");
        var payload = Payload(errors) ?? job?.Payload;
        return errors.ToRefusal() is { } refusal ? (null, refusal) : (new PreviewRequest(spec, zone, After is null ? null : after, now, count, job, isJobs, payload, Calendars is { Length: > 0 } ? Calendars : job?.Calendars ?? [],
            // A single time is as it is given.
            Timing ?? (spec.Kind == ScheduleKind.At ? Jobs.Timing.Exact : job?.Timing)), null);
    }

    private JobPayload? Payload(ValidationErrors errors)
    {
        if (PayloadType is null)
        {
            errors.Require(ReportType is null, "report_type", "is no member without payload_type=report");
            return null;
        }

        errors.OneOf(PayloadType, "payload_type", Contracts.Schedules.PayloadType.Names);
        if (PayloadType == Contracts.Schedules.PayloadType.Report)
        {
            errors.Require<ReportType>(ReportType, "report_type");
        }
        else
        {
            errors.Require(ReportType is null, "report_type", "is no member without payload_type=report");
        }

        return new JobPayload(PayloadType, ReportType);
    }

    private static int? Number(string? text, string field, ValidationErrors errors)
    {
        if (text is null)
        {
            return null;
        }

        var isNumber = WholeNumber.TryParseSigned(text, out var number);
        errors.Require(isNumber, field, "must be a whole number");
        return isNumber ? number : null;
    }
}
