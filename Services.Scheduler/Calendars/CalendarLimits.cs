namespace Nanobot.Services.Scheduler.Calendars;

/// <summary>How much there may be of calendars.</summary>
internal static class CalendarLimits
{
    /// <summary>Most calendars of a tenant.</summary>
    public const int Most = 20;

    /// <summary>Most calendars of a job.</summary>
    public const int MostOfJob = 5;

    /// <summary>Most days of a calendar.</summary>
    public const int Days = 5000;

    /// <summary>How many years ahead days that come again are written down; later ones follow in time.</summary>
    public const int Years = 6;
}
