namespace Nanobot.Platform.Limits.Calls;

/// <summary>
/// Who waits for an answer on one limit. Whoever comes while nobody is asking has the asking begin; it goes on, round by round, until nobody waits.
/// </summary>
/// <param name="most">Most that wait; who comes then is not taken in.</param>
internal sealed class LeaseRounds(int most)
{
    // Of many owners hardly any is asked for at a moment: what waits takes room while it waits.
    private readonly Lock _gate = new();
    private Asking? _asking;
    private Allowed _last = Allowed.Nothing;

    /// <summary>Takes in who waits for one; false where there is no room.</summary>
    /// <param name="allowed">Of how much.</param>
    /// <param name="waiter">Who.</param>
    /// <param name="begins">Whether the asking begins with it.</param>
    public bool TryWait(Allowed allowed, LeaseWaiter waiter, out bool begins)
    {
        lock (_gate)
        {
            if (_asking?.Waiters.Count >= most)
            {
                begins = false;
                return false;
            }

            begins = Begins(out var asking);
            asking.Allowed = allowed;
            asking.Waiters.Enqueue(waiter);
            return true;
        }
    }

    /// <summary>Takes in who only wants to know how much there is; true where the asking begins with it.</summary>
    public bool Look(Allowed allowed, TaskCompletionSource<Taken> looker)
    {
        lock (_gate)
        {
            var begins = Begins(out var asking);
            (asking.Allowed, asking.IsCalled) = (allowed, true);
            asking.Lookers.Add(looker);
            return begins;
        }
    }

    /// <summary>Takes in who wants to know whether there is one; false where there is no room.</summary>
    /// <param name="allowed">Of how much.</param>
    /// <param name="peeker">Who.</param>
    /// <param name="begins">Whether the asking begins with it.</param>
    public bool TryPeek(Allowed allowed, TaskCompletionSource<Taken> peeker, out bool begins)
    {
        lock (_gate)
        {
            if (_asking?.Peekers.Count >= most)
            {
                begins = false;
                return false;
            }

            begins = Begins(out var asking);
            asking.Allowed = allowed;
            asking.Peekers.Add(peeker);
            return true;
        }
    }

    /// <summary>Has one more round, though nobody may wait for it; true where the asking begins with it.</summary>
    /// <param name="ended">Ends when nothing is asked any more.</param>
    public bool Call(out Task ended)
    {
        lock (_gate)
        {
            var begins = Begins(out var asking);
            asking.IsCalled = true;
            ended = asking.Ended.Task;
            return begins;
        }
    }

    /// <summary>The next round; null where nobody waits, with which the asking has ended.</summary>
    public LeaseRound? Next()
    {
        lock (_gate)
        {
            var asking = _asking!;
            if (asking is { Waiters.Count: 0, Peekers.Count: 0, IsCalled: false })
            {
                _asking = null;
                asking.Ended.SetResult();
                return null;
            }

            var round = new LeaseRound(_last = asking.Allowed ?? _last, asking.Waiters.Count, [.. asking.Lookers], [.. asking.Peekers]);
            asking.IsCalled = false;
            asking.Lookers.Clear();
            asking.Peekers.Clear();
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

    /// <summary>Answers those of a round who want to know whether there is one; null: they are in the next round as well.</summary>
    public void Answer(LeaseRound round, Taken? whether)
    {
        if (whether is { } answer)
        {
            foreach (var peeker in round.Peekers)
            {
                peeker.SetResult(answer);
            }

            return;
        }

        lock (_gate)
        {
            _asking!.Peekers.AddRange(round.Peekers);
        }
    }

    /// <summary>Nobody of the round is answered.</summary>
    public void Fail(LeaseRound round, Exception exception)
    {
        foreach (var asker in round.Lookers.Concat(round.Peekers))
        {
            asker.SetException(exception);
        }

        for (var index = 0; index < round.Need; index++)
        {
            Dequeue().Fail(exception);
        }
    }

    private bool Begins(out Asking asking)
    {
        var begins = _asking is null;
        asking = _asking ??= new();
        return begins;
    }

    private LeaseWaiter Dequeue()
    {
        lock (_gate)
        {
            return _asking!.Waiters.Dequeue();
        }
    }

    /// <summary>From the first who comes until nobody waits.</summary>
    private sealed class Asking
    {
        public Queue<LeaseWaiter> Waiters { get; } = new();

        public List<TaskCompletionSource<Taken>> Lookers { get; } = [];

        public List<TaskCompletionSource<Taken>> Peekers { get; } = [];

        public TaskCompletionSource Ended { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Allowed? Allowed { get; set; }

        public bool IsCalled { get; set; }
    }
}
