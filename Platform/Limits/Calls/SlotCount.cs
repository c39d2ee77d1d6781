namespace Nanobot.Platform.Limits.Calls;

/// <summary>How many slots are in use and how many are free here: one number, so that a slot is never both, or neither.</summary>
internal sealed class SlotCount
{
    private const int Half = 32;
    private const long FreeMask = 0xFFFF_FFFF;
    private const long OneRunning = 1L << Half;
    private long _state;

    public int Running => (int)(Volatile.Read(ref _state) >> Half);

    public int Free => (int)(Volatile.Read(ref _state) & FreeMask);

    /// <summary>Takes a free one into use; how many are free after that, or -1 where none was.</summary>
    public int Take()
    {
        var state = Volatile.Read(ref _state);
        while ((state & FreeMask) > 0)
        {
            var seen = Interlocked.CompareExchange(ref _state, state + OneRunning - 1, state);
            if (seen == state)
            {
                return (int)(state & FreeMask) - 1;
            }

            state = seen;
        }

        return -1;
    }

    /// <summary>One in use is free again.</summary>
    public void PutBack() => Interlocked.Add(ref _state, 1 - OneRunning);

    public void Add(int running, int free) => Interlocked.Add(ref _state, (OneRunning * running) + free);

    /// <summary>Lets the free ones go; how many are in use.</summary>
    public int LetGo()
    {
        var state = Volatile.Read(ref _state);
        while (true)
        {
            var seen = Interlocked.CompareExchange(ref _state, state & ~FreeMask, state);
            if (seen == state)
            {
                return (int)(state >> Half);
            }

            state = seen;
        }
    }
}
