namespace Nanobot.Platform.Limits.Calls;

/// <summary>
/// Something limited of one owner, of which this process has taken a little beforehand. While that lasts nothing is asked; after it all who
/// wait are asked for together, one question at a time. Before anybody is refused those who hold something unused are called on to give it back.
/// </summary>
internal abstract class LeasedAmount(LeaseSettings settings)
{
    private const int FirstExtra = 8;
    private const int MostExtra = 4096;

    // A refusal is good for that long: what was given back elsewhere meanwhile is found soon enough, and a flood asks hardly anything.
    private static readonly TimeSpan LongestRefusal = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Busy = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Scarce = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan[] Patience = [TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(20)];

    private readonly Lock _gate = new();
    private readonly Queue<LeaseWaiter> _waiters = new();
    private readonly List<TaskCompletionSource<Taken>> _lookers = [];
    private TaskCompletionSource _asking = new();
    private int _isReturning;
    private bool _isAsking;
    private bool _isCalled;
    private int _extra = FirstExtra;
    private long _askedAt;
    private long _scarceUntil;
    private LeaseRefusal? _refusal;
    private Allowed _allowed = Allowed.Nothing;

    /// <summary>Name of the field that says in Redis what this process has of it.</summary>
    protected string Name { get; } = settings.Holder.Next();

    protected TimeProvider Time => settings.Time;

    protected LimitServer Server => settings.Server;

    /// <summary>The key of all who share it.</summary>
    public required string Scope { get; init; }

    /// <summary>Which of the owner's limits it is, as the call to give back names it.</summary>
    public abstract string Kind { get; }

    /// <summary>When something was asked for last.</summary>
    public TimeSpan Idle => Time.GetElapsedTime(Volatile.Read(ref _askedAt));

    /// <summary>Whether others know that something is held that is not used, so that they call on this process when they are short.</summary>
    protected bool IsKnownToHold { get; private set; }

    /// <summary>Whether nothing of it is held, so that it can be forgotten.</summary>
    public abstract bool IsEmpty { get; }

    /// <summary>Whether something is held that is not used.</summary>
    public abstract bool HoldsUnused { get; }

    /// <summary>Takes one.</summary>
    public ValueTask<Taken> TakeAsync(Allowed allowed, CancellationToken cancellationToken)
    {
        if (TryTakeHeld(allowed) is { } taken)
        {
            return new(taken);
        }

        return _refusal is { } refusal && refusal.Allowed.Is(allowed) && refusal.At(Time) is { } denied
            ? new(denied)
            : new(WaitAsync(allowed, cancellationToken));
    }

    /// <summary>Gives back what is not used, and for a while takes nothing beforehand.</summary>
    public Task CallBackAsync()
    {
        Volatile.Write(ref _scarceUntil, Time.GetUtcNow().UtcTicks + Scarce.Ticks);
        return GiveBackAsync();
    }

    /// <summary>Gives back what is not used, and says anew what is; the task ends when nothing is asked any more.</summary>
    public Task GiveBackAsync()
    {
        lock (_gate)
        {
            _isCalled = true;
            Start();
            return _asking.Task;
        }
    }

    /// <summary>How much there is and how much of it is left, over all who share it.</summary>
    public Task<Taken> LookAsync(Allowed allowed, CancellationToken cancellationToken)
    {
        var looker = new TaskCompletionSource<Taken>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            (_allowed, _isCalled) = (allowed, true);
            _lookers.Add(looker);
            Start();
        }

        return looker.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Puts back one that was taken and not used after all.</summary>
    public abstract void PutBack();

    /// <summary>Gives back what is not used, in a moment: nobody else knows that it is there.</summary>
    protected void ReturnSoon()
    {
        if (Interlocked.Exchange(ref _isReturning, 1) == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static cell => _ = cell.ReturnAsync(), this, preferLocal: false);
        }
    }

    /// <summary>One of those that were taken beforehand; null where there are none.</summary>
    protected abstract Taken? TryTakeHeld(Allowed allowed);

    /// <summary>
    /// Gives back what is held unused and asks for <paramref name="need"/>, and for <paramref name="extra"/> beside it, which it keeps.
    /// </summary>
    protected abstract Task<LimitAnswer> AskAsync(Allowed allowed, int need, int extra);

    /// <summary>What may be had without Redis, from this process' own share.</summary>
    protected abstract int TakeShare(Allowed allowed, int need);

    private async Task ReturnAsync()
    {
        await Task.Delay(Soon, TimeProvider.System, CancellationToken.None);
        Volatile.Write(ref _isReturning, 0);
        await GiveBackAsync();
    }

    private async Task<Taken> WaitAsync(Allowed allowed, CancellationToken cancellationToken)
    {
        var waiter = new LeaseWaiter();
        lock (_gate)
        {
            _allowed = allowed;
            if (_waiters.Count >= settings.MostWaiting)
            {
                return new(false, allowed.Amount, 0, TimeSpan.FromSeconds(1), IsShare: true);
            }

            _waiters.Enqueue(waiter);
            Start();
        }

        await using var registration = cancellationToken.UnsafeRegister(static state => ((LeaseWaiter)state!).Leave(), waiter);
        return await waiter.Task;
    }

    // Outside whoever came first: its context is not that of the others.
    private void Start()
    {
        if (_isAsking)
        {
            return;
        }

        _isAsking = true;
        _asking = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ThreadPool.UnsafeQueueUserWorkItem(static cell => _ = cell.AskForAllAsync(), this, preferLocal: false);
    }

    private async Task AskForAllAsync()
    {
        while (true)
        {
            Allowed allowed;
            int need;
            TaskCompletionSource<Taken>[] lookers;
            lock (_gate)
            {
                (allowed, need) = (_allowed, _waiters.Count);
                if (need == 0 && !_isCalled)
                {
                    _isAsking = false;
                    _asking.SetResult();
                    return;
                }

                (_isCalled, lookers) = (false, [.. _lookers]);
                _lookers.Clear();
            }

            try
            {
                Answer(allowed, need, lookers, await AskPatientlyAsync(allowed, need));
            }
            catch (LimitStoreAwayException)
            {
                Answer(allowed, need, lookers, new(TakeShare(allowed, need), 0, 0, TimeSpan.FromSeconds(1), 0, default), isShare: true);
            }
            catch (Exception exception)
            {
                Fail(need, lookers, exception);
            }
        }
    }

    private async Task<LimitAnswer> AskPatientlyAsync(Allowed allowed, int need)
    {
        var answer = await AskAsync(allowed, need, need == 0 ? 0 : Extra());
        foreach (var pause in Patience)
        {
            if (answer.Had >= need || answer.Others == 0)
            {
                break;
            }

            Volatile.Write(ref _scarceUntil, Time.GetUtcNow().UtcTicks + Scarce.Ticks);
            try
            {
                await settings.Recalls.CallAsync(Kind, Scope);
                await Task.Delay(pause, TimeProvider.System, CancellationToken.None);
                var more = await AskAsync(allowed, need - answer.Had, 0);
                answer = more with { Had = answer.Had + more.Had };
            }
            catch (LimitStoreAwayException)
            {
                break; // what was had before it counts
            }
        }

        return answer;
    }

    // Twice as much each time that the last did not last, half as much each time that it did.
    private int Extra()
    {
        var elapsed = Idle;
        Volatile.Write(ref _askedAt, Time.GetTimestamp());
        _extra = elapsed < Busy ? Math.Min(_extra * 2, MostExtra) : Math.Max(_extra / 2, FirstExtra);
        return Time.GetUtcNow().UtcTicks < Volatile.Read(ref _scarceUntil) ? 0 : _extra;
    }

    private void Answer(Allowed allowed, int need, TaskCompletionSource<Taken>[] lookers, LimitAnswer answer, bool isShare = false)
    {
        var refusal = answer.Had < need
            ? new LeaseRefusal(allowed, new(false, allowed.Amount, 0, answer.Wait, isShare), Time.GetTimestamp(), answer.Wait < LongestRefusal ? answer.Wait : LongestRefusal)
            : null;
        _refusal = refusal;
        IsKnownToHold = answer.Beforehand > 0;
        var granted = new Taken(true, allowed.Amount, answer.Left + answer.Beforehand, answer.Wait, isShare);
        foreach (var looker in lookers)
        {
            looker.SetResult(granted);
        }

        for (var index = 0; index < need; index++)
        {
            LeaseWaiter waiter;
            lock (_gate)
            {
                waiter = _waiters.Dequeue();
            }

            if (!waiter.TryAnswer(index < answer.Had ? granted : refusal!.Taken) && index < answer.Had)
            {
                PutBack();
            }
        }
    }

    private void Fail(int need, TaskCompletionSource<Taken>[] lookers, Exception exception)
    {
        foreach (var looker in lookers)
        {
            looker.SetException(exception);
        }

        for (var index = 0; index < need; index++)
        {
            lock (_gate)
            {
                _waiters.Dequeue().Fail(exception);
            }
        }
    }
}
