namespace Nanobot.Bench.Events;

/// <summary>When each event was committed, and when it was first taken up.</summary>
public sealed class Moments
{
    private static readonly TimeProvider Time = TimeProvider.System;

    private long[] _committed = [];
    private long[] _taken = [];
    private int _open;
    private TaskCompletionSource _all = new();

    /// <summary>When the last has been taken up.</summary>
    public Task All => _all.Task;

    /// <summary>Begins anew, with so many.</summary>
    public void Begin(int events)
    {
        (_committed, _taken, _open) = (new long[events], new long[events], events);
        _all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <summary>Notes that it is committed.</summary>
    public void Committed(int number) => _committed[number] = Time.GetTimestamp();

    /// <summary>Notes the first time; what comes again changes nothing.</summary>
    public void Taken(int number)
    {
        if (Interlocked.CompareExchange(ref _taken[number], Time.GetTimestamp(), 0) == 0 && Interlocked.Decrement(ref _open) == 0)
        {
            _all.SetResult();
        }
    }

    /// <summary>Milliseconds from commit to taking up, in order; none is less than nothing, though a consumer may be faster than the answer to a commit.</summary>
    public double[] Waits() =>
        [.. _committed.Zip(_taken, static (committed, taken) => Math.Max(0, Time.GetElapsedTime(committed, taken).TotalMilliseconds)).Order()];
}
