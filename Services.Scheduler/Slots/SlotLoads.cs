using Nanobot.Services.Scheduler.Jobs;

namespace Nanobot.Services.Scheduler.Slots;

/// <summary>What the seconds of a cycle carry, as far as a choice needs to know it.</summary>
/// <param name="cycle">Seconds of the cycle.</param>
internal sealed class SlotLoads(long cycle)
{
    /// <summary>Seconds that are kept together.</summary>
    public const int Seconds = 60;

    private readonly Dictionary<int, long[]> _minutes = [];

    /// <summary>Notes what the seconds of one minute of the cycle carry.</summary>
    public void Add(int minute, long[] loads) => _minutes[minute] = loads;

    /// <summary>The minutes of the cycle that a window touches, ascending.</summary>
    public static int[] Minutes(SlotWindow window) => [.. window.Wishes.SelectMany(wish => Minutes(window, wish)).Distinct().Order()];

    /// <summary>Minute and second of the cycle at an instant, in seconds since 1970.</summary>
    public static (int Minute, int Second) Place(long instant, long cycle)
    {
        var (minute, second) = Math.DivRem(instant - ((long)Math.Floor((decimal)instant / cycle) * cycle), Seconds);
        return ((int)minute, (int)second);
    }

    /// <summary>
    /// The offset at which the busiest second of a job's would carry least; of several the one that is nearest to the wish, and of two that are as near the later: the same for
    /// the same loads, whoever chooses.
    /// </summary>
    public int Choose(SlotWindow window)
    {
        var (best, least) = (0, long.MaxValue);
        for (var distance = 0; distance <= Slot.Widest && least > 0; distance++)
        {
            foreach (var offset in distance == 0 ? [0] : (ReadOnlySpan<int>)[distance, -distance])
            {
                if (offset >= window.Earliest && offset <= window.Latest && Busiest(window, offset) is var load && load < least)
                {
                    (best, least) = (offset, load);
                }
            }
        }

        return best;
    }

    private static IEnumerable<int> Minutes(SlotWindow window, long wish)
    {
        for (var instant = wish + window.Earliest; instant < wish + window.Latest; instant += Seconds)
        {
            yield return Place(instant, window.Cycle).Minute;
        }

        yield return Place(wish + window.Latest, window.Cycle).Minute;
    }

    private long Busiest(SlotWindow window, int offset)
    {
        var busiest = 0L;
        foreach (var wish in window.Wishes)
        {
            var (minute, second) = Place(wish + offset, cycle);
            busiest = Math.Max(busiest, _minutes.TryGetValue(minute, out var loads) ? loads[second] : 0);
        }

        return busiest;
    }
}
