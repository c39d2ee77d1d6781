using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Queueing;

/// <summary>
/// The calls that wait for slots of one meter. One at a time asks for the slot; the others wait for their turn. Once the last has left it is closed, and takes nobody in:
/// whoever comes then makes another one.
/// </summary>
/// <param name="takeSlot">Takes a slot of as many as there are; false where none is free. It throws nothing.</param>
/// <param name="freeSlot">Frees one that was taken for somebody who has left.</param>
/// <param name="lookEvery">How often to ask when nothing says that a slot is free.</param>
internal sealed class SlotQueue(Func<Allowed, Task<bool>> takeSlot, Action freeSlot, TimeSpan lookEvery, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly VirtualTokens _waiting = new();
    private TaskCompletionSource _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Allowed? _allowed;
    private bool _isServing;
    private bool _isClosed;

    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _waiting.Count;
            }
        }
    }

    /// <summary>Lines up; false where it is closed. How many slots there are is as the last who came says.</summary>
    public bool TryAdd(Ticket ticket, Allowed allowed)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return false;
            }

            _allowed = allowed;
            _waiting.Add(ticket);
            if (!_isServing)
            {
                _isServing = true;
                ThreadPool.UnsafeQueueUserWorkItem(static queue => _ = queue.ServeAsync(), this, preferLocal: false);
            }

            return true;
        }
    }

    /// <summary>Waits no more; true where nobody does, so that it is closed.</summary>
    public bool Leave(Ticket ticket)
    {
        lock (_gate)
        {
            _waiting.Remove(ticket);
            return _isClosed = _waiting.Count == 0;
        }
    }

    /// <summary>A slot has become free here.</summary>
    public void Freed()
    {
        lock (_gate)
        {
            _freed.TrySetResult();
        }
    }

    /// <summary>All who wait, in the order of their turns.</summary>
    public IReadOnlyList<Ticket> InOrder()
    {
        lock (_gate)
        {
            return _waiting.InOrder();
        }
    }

    private async Task ServeAsync()
    {
        while (true)
        {
            Task freed;
            Allowed allowed;
            lock (_gate)
            {
                if (_waiting.Count == 0)
                {
                    _isServing = false;
                    return;
                }

                if (_freed.Task.IsCompleted)
                {
                    _freed = new(TaskCreationOptions.RunContinuationsAsynchronously);
                }

                (freed, allowed) = (_freed.Task, _allowed!);
            }

            if (await takeSlot(allowed))
            {
                Give();
                continue;
            }

            await Task.WhenAny(freed, Task.Delay(lookEvery, time, CancellationToken.None));
            Expire();
        }
    }

    private void Give()
    {
        while (true)
        {
            Ticket? next;
            lock (_gate)
            {
                next = _waiting.Next();
                if (next is not null)
                {
                    _waiting.Served(next);
                }
            }

            if (next is null)
            {
                freeSlot();
                return;
            }

            if (next.TryAnswer(hasSlot: true))
            {
                return;
            }
        }
    }

    private void Expire()
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            foreach (var ticket in _waiting.InOrder().Where(ticket => ticket.Until <= now))
            {
                _waiting.Remove(ticket);
                ticket.TryAnswer(hasSlot: false);
            }
        }
    }
}
