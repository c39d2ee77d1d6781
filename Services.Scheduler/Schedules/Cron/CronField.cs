using System.Globalization;
using System.Numerics;

namespace Nanobot.Services.Scheduler.Schedules.Cron;

/// <summary>One field of an expression.</summary>
/// <param name="Values">The values that it names, a bit each.</param>
/// <param name="IsStar">Starts with <c>*</c>, with or without a step, or is <c>?</c>.</param>
/// <param name="IsAll">Names every value of its range.</param>
/// <param name="Special">Days that are found in each month anew (<c>L-2</c>, <c>15W</c>, <c>1#3</c>), in Cronos's terms.</param>
internal sealed record CronField(ulong Values, bool IsStar, bool IsAll, IReadOnlyList<string> Special)
{
    /// <summary>How many values it names, those of <see cref="Special"/> aside.</summary>
    public int Count => BitOperations.PopCount(Values);

    /// <summary>Whether it names the value.</summary>
    public bool Names(int value) => (Values >> value & 1) != 0;

    /// <summary>What it says, in parts of which one must hold, each in Cronos's terms: Cronos knows no lists of special days.</summary>
    public IReadOnlyList<string> Parts() => IsAll ? ["*"] : Values == 0 ? Special : [List(), .. Special];

    /// <summary>Its values as a list.</summary>
    private string List() => string.Join(',', Enumerable.Range(0, 64).Where(Names).Select(static value => value.ToString(CultureInfo.InvariantCulture)));
}
