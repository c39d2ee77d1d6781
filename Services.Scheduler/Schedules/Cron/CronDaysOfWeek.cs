using System.Globalization;

namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary><c>dL</c>, the last of a day of the week in its month, and <c>d#n</c>, the nth.</summary>
internal sealed class CronDaysOfWeek : CronDays
{
    private const int DaysOfWeek = 7;
    private const int MostWeeks = 5;

    public override string? Parse(string part, CronFieldSyntax field)
    {
        if (part.Split('#') is [var nthDay, var week])
        {
            var nth = field.Number(week);
            field.Require(nth is >= 1 and <= MostWeeks, $"'{part}' must be the 1st to {MostWeeks}th of its month");
            return string.Create(CultureInfo.InvariantCulture, $"{field.Value(nthDay) % DaysOfWeek}#{nth}");
        }

        if (!part.EndsWith('L') && !part.EndsWith('l'))
        {
            return null;
        }

        field.Require(part.Length > 1, "'L' stands behind a day, as in friL; Saturday is sat");
        return string.Create(CultureInfo.InvariantCulture, $"{field.Value(part[..^1]) % DaysOfWeek}L");
    }
}
