using Nanobot.Contracts.Policies;
using Nanobot.Platform.Policies.Conditions;
using Nanobot.Platform.Policies.Rules;

namespace Nanobot.Platform.Policies;

/// <summary>The time condition of policies, for others that go by the clock on a wall: the same form, and the same meaning.</summary>
public static class TimeConditions
{
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Horizon = TimeSpan.FromDays(1);

    /// <summary>Tells what is wrong with a condition, by the place of it.</summary>
    public static void Check(TimeCondition condition, string field, Action<string, string> fail) => ConditionRules.Check(condition, field, fail);

    /// <summary>Whether a condition holds at <paramref name="at"/>, and when to look again: when it changes, or within a day.</summary>
    /// <param name="condition">An acceptable one.</param>
    /// <param name="at">The moment.</param>
    /// <param name="zone">The zone where the condition names none.</param>
    public static (bool Holds, DateTimeOffset LookAgain) At(TimeCondition condition, DateTimeOffset at, TimeZoneInfo zone)
    {
        var window = new TimeWindow(condition);
        var holds = Holds(window, at, zone);
        // Windows open and close at whole minutes, also where a clock is put forward or back.
        var next = new DateTimeOffset(at.UtcTicks - (at.UtcTicks % Step.Ticks), TimeSpan.Zero) + Step;
        for (var end = at + Horizon; next < end && Holds(window, next, zone) == holds; next += Step)
        {
        }

        return (holds, next);
    }

    private static bool Holds(TimeWindow window, DateTimeOffset at, TimeZoneInfo zone) => window.Holds(new Facts(at, zone, null, null, "", default));
}
