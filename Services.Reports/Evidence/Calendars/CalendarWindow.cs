namespace Nanobot.Services.Reports.Evidence.Calendars;

/// <summary>The days that a calendar is asked about.</summary>
/// <param name="From">From this moment on.</param>
/// <param name="Zone">In whose days.</param>
internal sealed record CalendarWindow(DateTimeOffset From, TimeZoneInfo Zone)
{
    private const int Days = 7;

    public DateOnly First { get; } = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(From, Zone).DateTime);

    public DateOnly Last => First.AddDays(Days);
}
