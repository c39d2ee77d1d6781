using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Scheduler.Schedules;

/// <summary>Describes a member that names a kind of schedule.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ScheduleKindsAttribute()
    : AllowedValuesAttribute(ScheduleKind.Daily, ScheduleKind.Weekly, ScheduleKind.Cron, ScheduleKind.Every, ScheduleKind.At);
