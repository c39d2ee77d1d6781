namespace Nanobot.Services.Scheduler.Schedules.Clocks;

/// <summary>One time of day on each so many-th day, or on each so many-th of one day of the week, counted from a first one.</summary>
internal sealed class CountedTimes : IWallTimes
{
    private const int DaysOfWeek = 7;

    private readonly TimeSpan _timeOfDay;
    private readonly DateTime _first;
    private readonly int _step;

    /// <param name="timeOfDay">The time of day.</param>
    /// <param name="day">The day of the week; null for each.</param>
    /// <param name="from">The first day, or the one from which on the first such day of the week is.</param>
    /// <param name="interval">Each how many-th.</param>
    public CountedTimes(TimeSpan timeOfDay, DayOfWeek? day, DateOnly from, int interval)
    {
        _timeOfDay = timeOfDay;
        _first = from.AddDays(day is { } wanted ? ((int)wanted - (int)from.DayOfWeek + DaysOfWeek) % DaysOfWeek : 0).ToDateTime(TimeOnly.MinValue);
        _step = day is null ? interval : interval * DaysOfWeek;
    }

    public DateTime? Next(DateTime reading)
    {
        var date = _first + _timeOfDay > reading ? _first : _first.AddDays((reading.Date - _first).Days / _step * _step);
        return date + _timeOfDay > reading ? date + _timeOfDay : date.AddDays(_step) + _timeOfDay;
    }
}
