using System.Globalization;

namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary>One field of an expression: the values it names, and whether it was written with a leading <c>*</c>.</summary>
/// <param name="Values">Ascending, without duplicates.</param>
/// <param name="IsStar">Starts with <c>*</c>, with or without a step.</param>
/// <param name="IsAll">Names every value of its range.</param>
internal sealed record CronField(IReadOnlyList<int> Values, bool IsStar, bool IsAll)
{
    /// <summary>As a list, the form in which Quartz and standard cron agree.</summary>
    public string ToList(int offset = 0) =>
        string.Join(',', Values.Select(value => (value + offset).ToString(CultureInfo.InvariantCulture)));
}
