namespace Nanobot.Services.Gateway.Tenants;

/// <summary>
/// Lets a bounded number of things be under way and a bounded number wait. Those that wait stand in one line for each origin,
/// and the lines take turns; where there is no room, the last of the longest line goes. So whoever sends many waits for its
/// own, and whoever sends one does not wait for them.
/// </summary>
/// <param name="concurrent">Most that are under way.</param>
/// <param name="waiting">Most that wait, all lines together.</param>
internal sealed class FairTurns<TOrigin>(int concurrent, int waiting)
    where TOrigin : notnull
{
    private readonly Lock _lock = new();
    private readonly Dictionary<TOrigin, Line> _lines = [];
    private readonly LinkedList<Line> _order = [];
    private int _underWay;
    private int _waiting;

    /// <summary>Waits for a turn, which <see cref="Release"/> gives back; false where there is no room to wait.</summary>
    public async Task<bool> TryTakeAsync(TOrigin origin, CancellationToken cancellationToken)
    {
        Waiter waiter;
        lock (_lock)
        {
            if (_underWay < concurrent)
            {
                _underWay++;
                return true;
            }

            if (_waiting == waiting && !TryMakeRoom(origin))
            {
                return false;
            }

            waiter = Enter(origin);
        }

        await using var registration = cancellationToken.UnsafeRegister(_ => Leave(waiter, cancellationToken), null);
        return await waiter.Turn.Task;
    }

    /// <summary>Ends a turn; the next line's first gets it.</summary>
    public void Release()
    {
        lock (_lock)
        {
            if (_order.First is not { } next)
            {
                _underWay--;
                return;
            }

            var line = next.Value;
            var waiter = line.Waiters.First!.Value;
            _order.Remove(next);
            _order.AddLast(next);
            Remove(waiter);
            waiter.Turn.SetResult(true);
        }
    }

    private bool TryMakeRoom(TOrigin origin)
    {
        var longest = _order.MaxBy(static line => line.Waiters.Count)!;
        var own = _lines.TryGetValue(origin, out var line) ? line.Waiters.Count : 0;
        if (longest.Waiters.Count <= own + 1)
        {
            return false;
        }

        var last = longest.Waiters.Last!.Value;
        Remove(last);
        last.Turn.SetResult(false);
        return true;
    }

    private Waiter Enter(TOrigin origin)
    {
        if (!_lines.TryGetValue(origin, out var line))
        {
            _lines[origin] = line = new Line(origin);
            line.Place = _order.AddLast(line);
        }

        var waiter = new Waiter(line);
        waiter.Place = line.Waiters.AddLast(waiter);
        _waiting++;
        return waiter;
    }

    private void Leave(Waiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            // Its turn may have come in this moment; then it has it, and gives it back.
            if (waiter.Place is not null)
            {
                Remove(waiter);
                waiter.Turn.SetCanceled(cancellationToken);
            }
        }
    }

    private void Remove(Waiter waiter)
    {
        var line = waiter.Line;
        line.Waiters.Remove(waiter.Place!);
        waiter.Place = null;
        _waiting--;
        if (line.Waiters.Count == 0)
        {
            _lines.Remove(line.Origin);
            _order.Remove(line.Place!);
        }
    }

    private sealed class Line(TOrigin origin)
    {
        public TOrigin Origin { get; } = origin;

        public LinkedList<Waiter> Waiters { get; } = [];

        public LinkedListNode<Line>? Place { get; set; }
    }

    private sealed class Waiter(Line line)
    {
        public Line Line { get; } = line;

        // Whoever waits must not go on while the lock is held.
        public TaskCompletionSource<bool> Turn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public LinkedListNode<Waiter>? Place { get; set; }
    }
}
