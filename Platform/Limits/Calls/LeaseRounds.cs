namespace Nanobot.Platform.Limits.Calls;

/// <summary>
/// Who waits for an answer on one limit. Whoever comes while nobody is asking has the asking begin; it goes on, round by round, until nobody waits.
/// </summary>
/// <param name="most">Most that wait; who comes then is not taken in.</param>
internal sealed class LeaseRounds(int most)
{
    private readonly Lock _gate = new();
    private readonly Queue<LeaseWaiter> _waiters = new();
    private readonly List<TaskCompletionSource<Taken>> _lookers = [];
    private TaskCompletionSource _asking = new();
    private bool _isAsking;
    private bool _isCalled;
    private Allowed _allowed = Allowed.Nothing;

    /// <summary>Takes in who waits for one; false where there is no room.</summary>
    /// <param name="allowed">Of how much.</param>
    /// <param name="waiter">Who.</param>
    /// <param name="begins">Whether the asking begins with it.</param>
    public bool TryWait(Allowed allowed, LeaseWaiter waiter, out bool begins)
    {
        lock (_gate)
        {
            _allowed = allowed;
            if (_waiters.Count >= most)
            {
                begins = false;
                return false;
            }

            _waiters.Enqueue(waiter);
            begins = Begins();
            return true;
        }
    }

    /// <summary>Takes in who only wants to know how much there is; true where the asking begins with it.</summary>
    public bool Look(Allowed allowed, TaskCompletionSource<Taken> looker)
    {
        lock (_gate)
        {
            (_allowed, _isCalled) = (allowed, true);
            _lookers.Add(looker);
            return Begins();
        }
    }

    /// <summary>Has one more round, though nobody may wait for it; true where the asking begins with it.</summary>
    /// <param name="ended">Ends when nothing is asked any more.</param>
    public bool Call(out Task ended)
    {
        lock (_gate)
        {
            _isCalled = true;
            var begins = Begins();
            ended = _asking.Task;
            return begins;
        }
    }

    /// <summary>The next round; null where nobody waits, with which the asking has ended.</summary>
    public LeaseRound? Next()
    {
        lock (_gate)
        {
            if (_waiters.Count == 0 && !_isCalled)
            {
                _isAsking = false;
                _asking.SetResult();
                return null;
            }

            var round = new LeaseRound(_allowed, _waiters.Count, [.. _lookers]);
            _isCalled = false;
            _lookers.Clear();
            return round;
        }
    }

    /// <summary>Answers a round, its first waiters with what was had; how many of those have left meanwhile, so that theirs is nobody's.</summary>
    public int Answer(LeaseRound round, int had, Taken granted, Taken refused)
    {
        foreach (var looker in round.Lookers)
        {
            looker.SetResult(granted);
        }

        var left = 0;
        for (var index = 0; index < round.Need; index++)
        {
            if (!Dequeue().TryAnswer(index < had ? granted : refused) && index < had)
            {
                left++;
            }
        }

        return left;
    }

    /// <summary>Nobody of the round is answered.</summary>
    public void Fail(LeaseRound round, Exception exception)
    {
        foreach (var looker in round.Lookers)
        {
            looker.SetException(exception);
        }

        for (var index = 0; index < round.Need; index++)
        {
            Dequeue().Fail(exception);
        }
    }

    private bool Begins()
    {
        if (_isAsking)
        {
            return false;
        }

        _isAsking = true;
        _asking = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return true;
    }

    private LeaseWaiter Dequeue()
    {
        lock (_gate)
        {
            return _waiters.Dequeue();
        }
    }
}
