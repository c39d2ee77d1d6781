using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Interchange;

/// <summary>An event of a calendar, as far as it asks for a job.</summary>
/// <param name="Uid">By which the calendar knows it.</param>
/// <param name="Summary">What it is called, for whoever reads what became of it.</param>
/// <param name="Wanted">The job that says the same; null where it is over, or none does.</param>
/// <param name="Enabled">Whether that is to fire; null where the calendar says nothing of it.</param>
/// <param name="FirstAt">Of an event that is not a job of the house: its first time, which the job's must be, too.</param>
/// <param name="Why">Why there is none that says the same; null where there is, or it is over.</param>
internal sealed record CalendarEntry(string Uid, string? Summary, CreateJobRequest? Wanted, bool? Enabled, DateTimeOffset? FirstAt, string? Why)
{
    public static CalendarEntry Refused(string uid, string? summary, string why) => new(uid, summary, null, null, null, why);

    public static CalendarEntry Over(string uid, string? summary) => new(uid, summary, null, null, null, null);
}
