using System.Text.Json.Serialization;
using Nanobot.Contracts.Schedules;

namespace Nanobot.Services.Chat.Tools;

/// <summary>How tools name and show schedules.</summary>
internal static class ScheduleForm
{
    /// <summary>The kind that comes once.</summary>
    public const string Once = "at";

    private const string Active = "active";

    public static IReadOnlyList<string> Kinds { get; } = ["daily", "weekly", "cron", "every", Once];

    public static IReadOnlyList<string> Days { get; } = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

    public static IReadOnlyList<string> Timings { get; } = ["exact", "spread"];

    /// <summary>Whether <paramref name="job"/> does already what <paramref name="request"/> asks for, at that time or about it.</summary>
    /// <param name="job">The job.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="zone">The zone of what names none.</param>
    public static bool IsSame(ScheduleResource job, ScheduleRequest request, string zone) => job is { Status: Active, Interval: null or 1, EndsAt: null }
        && (job.Kind, job.Hour, job.Minute, job.DayOfWeek, job.Expression, job.Seconds, job.Time, job.TimeZone)
            == (request.Kind, request.Hour, request.Minute, request.DayOfWeek, request.Expression, request.Seconds, request.Time, request.TimeZone ?? zone)
        && (job.Payload.Type, job.Payload.ReportType, job.Payload.CustomPrompt, job.Payload.Message)
            == (request.Payload.Type, request.Payload.ReportType, request.Payload.CustomPrompt, request.Payload.Message)
        && (job.Payload.FocusAreas ?? []).SequenceEqual(request.Payload.FocusAreas ?? []);

    /// <summary>A schedule as the model is told of it: when it runs and what it makes, without words that somebody wrote.</summary>
    public static object Show(ScheduleResource job) => new Shown(
        job.JobId, job.Payload.Type, job.Payload.ReportType, job.Kind, job.Hour, job.Minute, job.DayOfWeek, job.Expression, job.Seconds, job.Time, job.TimeZone, job.Status, job.NextRunAt,
        job.Interval, job.EndsAt);

    private sealed record Shown(
        Guid JobId,
        string Does,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ReportType,
        string Kind,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Hour,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Minute,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? DayOfWeek,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Expression,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Seconds,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Time,
        string TimeZone,
        string Status,
        DateTimeOffset? NextRunAt,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Interval,
        [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? EndsAt);
}
