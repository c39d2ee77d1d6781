using System.ComponentModel.DataAnnotations;

namespace Nanobot.Services.Scheduler.Schedules.Clocks;

/// <summary>Describes a member that names a day of the week.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class WeekdaysAttribute() : AllowedValuesAttribute("mon", "tue", "wed", "thu", "fri", "sat", "sun");
