namespace Nanobot.Platform.Limits.Calls;

/// <summary>
/// Something limited of one owner, of which this process has taken a little beforehand. While that lasts nothing is asked; after it all who
/// wait are asked for together, one question at a time. Before anybody is refused those who hold something unused are called on to give it back.
/// </summary>
internal abstract class LeasedAmount(LeaseSettings settings)
{
    // A refusal is good for that long: what was given back elsewhere meanwhile is found soon enough, and a flood asks hardly anything.
    private static readonly TimeSpan LongestRefusal = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan[] Patience = [TimeSpan.FromMilliseconds(5), TimeSpan.FromMilliseconds(20)];

    private readonly LeaseRounds _rounds = new(settings.MostWaiting);
    private readonly Foresight _foresight = new(settings.Time);
    private readonly long _number = settings.Holder.Next();
    private int _isReturning;
    private LeaseRefusal? _refusal;

    /// <summary>Name of the field that says in Redis what this process has of it.</summary>
    protected string Name => settings.Holder.NameOf(_number);

    protected TimeProvider Time => settings.Time;

    protected LimitServer Server => settings.Server;

    /// <summary>The key of all who share it.</summary>
    public required LimitScope Scope { get; init; }

    /// <summary>Which of the owner's limits it is, as the call to give back names it.</summary>
    public abstract string Kind { get; }

    /// <summary>When something was asked for last.</summary>
    public TimeSpan Idle => _foresight.Idle;

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

        return KnownRefusal(allowed) is { } denied ? new(denied) : new(WaitAsync(allowed, cancellationToken));
    }

    /// <summary>
    /// Whether there is one, which is not taken. Where nobody knows, one is had beforehand, so that whoever takes one then asks nothing more; others who are short
    /// have it back.
    /// </summary>
    public ValueTask<Taken> PeekAsync(Allowed allowed, CancellationToken cancellationToken) =>
        LookAtHeld(allowed) is { } held ? new(held) : KnownRefusal(allowed) is { } denied ? new(denied) : new(AskWhetherAsync(allowed, cancellationToken));

    /// <summary>Gives back what is not used, and for a while takes nothing beforehand.</summary>
    public Task CallBackAsync()
    {
        _foresight.Hold();
        return GiveBackAsync();
    }

    /// <summary>Gives back what is not used, and says anew what is; the task ends when nothing is asked any more.</summary>
    public Task GiveBackAsync()
    {
        Start(_rounds.Call(out var ended));
        return ended;
    }

    /// <summary>How much there is and how much of it is left, over all who share it.</summary>
    public Task<Taken> LookAsync(Allowed allowed, CancellationToken cancellationToken)
    {
        var looker = new TaskCompletionSource<Taken>(TaskCreationOptions.RunContinuationsAsynchronously);
        Start(_rounds.Look(allowed, looker));
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

    /// <summary>What there is of those that were taken beforehand; null where there are none.</summary>
    protected abstract Taken? LookAtHeld(Allowed allowed);

    /// <summary>Gives back what is held unused and asks for what is needed, and for something beside it, which it keeps.</summary>
    protected abstract Task<LimitAnswer> AskAsync(Allowed allowed, LimitQuestion question);

    /// <summary>What may be had without Redis, from this process' own share.</summary>
    protected abstract int TakeShare(Allowed allowed, int need);

    private async Task ReturnAsync()
    {
        await Task.Delay(Soon, TimeProvider.System, CancellationToken.None);
        Volatile.Write(ref _isReturning, 0);
        await GiveBackAsync();
    }

    private Taken? KnownRefusal(Allowed allowed) => _refusal is { } refusal && refusal.Allowed.Is(allowed) ? refusal.At(Time) : null;

    private Task<Taken> AskWhetherAsync(Allowed allowed, CancellationToken cancellationToken)
    {
        var peeker = new TaskCompletionSource<Taken>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_rounds.TryPeek(allowed, peeker, out var begins))
        {
            return Task.FromResult(new Taken(false, allowed.Amount, 0, TimeSpan.FromSeconds(1), IsShare: true));
        }

        Start(begins);
        return peeker.Task.WaitAsync(cancellationToken);
    }

    private async Task<Taken> WaitAsync(Allowed allowed, CancellationToken cancellationToken)
    {
        var waiter = new LeaseWaiter();
        if (!_rounds.TryWait(allowed, waiter, out var begins))
        {
            return new(false, allowed.Amount, 0, TimeSpan.FromSeconds(1), IsShare: true);
        }

        Start(begins);
        await using var registration = cancellationToken.UnsafeRegister(static state => ((LeaseWaiter)state!).Leave(), waiter);
        return await waiter.Task;
    }

    // Outside whoever came first: its context is not that of the others.
    private void Start(bool begins)
    {
        if (begins)
        {
            ThreadPool.UnsafeQueueUserWorkItem(static cell => _ = cell.AskForAllAsync(), this, preferLocal: false);
        }
    }

    private async Task AskForAllAsync()
    {
        while (_rounds.Next() is { } round)
        {
            try
            {
                Answer(round, await AskPatientlyAsync(round));
            }
            catch (LimitStoreAwayException)
            {
                Answer(round, new(TakeShare(round.Allowed, round.Need), 0, 0, TimeSpan.FromSeconds(1), 0, default), isShare: true);
            }
            catch (Exception exception)
            {
                _rounds.Fail(round, exception);
            }
        }
    }

    private async Task<LimitAnswer> AskPatientlyAsync(LeaseRound round)
    {
        var asks = round.Need > 0 || round.Peekers.Length > 0;
        var question = new LimitQuestion(round.Need, asks ? _foresight.Next() : 0, round is { Need: 0, Peekers.Length: > 0 } ? 1 : 0, round.Allowed.Amount);
        var answer = await AskAsync(round.Allowed, question);
        foreach (var pause in Patience)
        {
            if (question.IsMetBy(answer) || answer.Others == 0)
            {
                break;
            }

            _foresight.Hold();
            try
            {
                await settings.Recalls.CallAsync(Kind, Scope.Text);
                await Task.Delay(pause, TimeProvider.System, CancellationToken.None);
                var more = await AskAsync(round.Allowed, question with { Need = question.Need - answer.Had, Extra = 0 });
                answer = more with { Had = answer.Had + more.Had };
            }
            catch (LimitStoreAwayException)
            {
                break; // what was had before it counts
            }
        }

        return answer;
    }

    private void Answer(LeaseRound round, LimitAnswer answer, bool isShare = false)
    {
        var refused = new Taken(false, round.Allowed.Amount, 0, answer.Wait, isShare);
        var isRefused = answer.Had < round.Need || (round is { Need: 0, Peekers.Length: > 0 } && !answer.IsSomethingLeft && !isShare);
        _refusal = isRefused
            ? new LeaseRefusal(round.Allowed, refused, Time.GetTimestamp(), answer.Wait < LongestRefusal ? answer.Wait : LongestRefusal)
            : null;
        IsKnownToHold = answer.Beforehand > 0;
        var granted = new Taken(true, round.Allowed.Amount, answer.Left + answer.Beforehand, answer.Wait, isShare);
        var left = _rounds.Answer(round, answer.Had, granted, refused);
        // Where Redis is away whoever takes one learns whether there is one. Beside those who took the last they are asked for once more, by themselves.
        _rounds.Answer(round, answer.IsSomethingLeft || isShare ? granted : isRefused ? refused : null);
        for (; left > 0; left--)
        {
            PutBack();
        }
    }
}
