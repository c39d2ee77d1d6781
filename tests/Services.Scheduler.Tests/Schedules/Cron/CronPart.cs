namespace Nanobot.Services.Scheduler.Tests.Schedules.Cron;

/// <summary>One field of a random expression: how it is written, and whether a reading is in it, by a rule of its own.</summary>
/// <param name="Text">As it is written.</param>
/// <param name="Holds">Whether it takes a reading.</param>
/// <param name="Special">How many of its parts are days with L, W or #.</param>
/// <param name="Parts">How many parts its list has.</param>
internal sealed record CronPart(string Text, Func<DateTime, bool> Holds, int Special = 0, int Parts = 1)
{
    /// <summary>Whether it restricts nothing where the other field of days does.</summary>
    public bool IsStar => Text[0] is '*' or '?';

    public bool IsAll => Text is "*" or "?";

    public static CronPart List(IReadOnlyList<CronPart> parts) => new(
        string.Join(',', parts.Select(static part => part.Text)), time => parts.Any(part => part.Holds(time)), parts.Sum(static part => part.Special), parts.Count);
}
