using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Scheduler.Domain;

/// <summary>Describes a member that names a kind of schedule.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ScheduleKindsAttribute()
    : AllowedValuesAttribute(ScheduleKind.Daily, ScheduleKind.Weekly, ScheduleKind.Cron, ScheduleKind.Every, ScheduleKind.At);

/// <summary>Describes a member that names a day of the week.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WeekdaysAttribute() : AllowedValuesAttribute("mon", "tue", "wed", "thu", "fri", "sat", "sun");
