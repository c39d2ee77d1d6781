using System.Globalization;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary><c>L</c>, <c>L-n</c> (n days before the last), and either, or a day, with <c>W</c> behind it: the weekday of the same month that is nearest.</summary>
internal sealed partial class CronDaysOfMonth : CronDays
{
    private const int MostBefore = 30;

    public override string? Parse(string part, CronFieldSyntax field)
    {
        if (Whole().Match(part) is not { Success: true } match)
        {
            return null;
        }

        var nearest = match.Groups["weekday"].Success ? "W" : "";
        if (match.Groups["day"].Success)
        {
            return nearest.Length == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"{field.Value(match.Groups["day"].Value)}W");
        }

        var before = match.Groups["before"].Success ? field.Number(match.Groups["before"].Value) : 0;
        field.Require(before <= MostBefore, $"'{part}' counts back further than {MostBefore} days");
        return before == 0 ? $"L{nearest}" : string.Create(CultureInfo.InvariantCulture, $"L-{before}{nearest}");
    }

    [GeneratedRegex(@"^(?:L(?:-(?<before>\d+))?|(?<day>\d+))(?<weekday>W)?\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Whole();
}
