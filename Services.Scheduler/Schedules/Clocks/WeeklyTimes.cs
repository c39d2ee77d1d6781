namespace Nanobot.Services.Scheduler.Schedules.Clocks;

/// <summary>One time of day, on every day or on one day of the week.</summary>
internal sealed class WeeklyTimes(TimeSpan timeOfDay, DayOfWeek? day) : IWallTimes
{
    private const int DaysOfWeek = 7;

    public DateTime? Next(DateTime reading)
    {
        var date = reading.Date;
        if (date + timeOfDay <= reading)
        {
            date = date.AddDays(1);
        }

        var days = day is { } wanted ? ((int)wanted - (int)date.DayOfWeek + DaysOfWeek) % DaysOfWeek : 0;
        return date.AddDays(days) + timeOfDay;
    }
}
