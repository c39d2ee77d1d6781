namespace Nanobot.Platform.Bus.Lanes;

/// <summary>
/// Queues by tenant: one event of a tenant at a time, in order; tenants beside each other. A tenant without events has
/// no queue. The number of queued events is bounded by the reader, which waits in <see cref="WaitForRoomAsync"/>.
/// </summary>
/// <param name="maximumHeld">Items queued or being handled above which the reader waits.</param>
/// <param name="handle">Handles one item; it must not throw.</param>
/// <param name="stopping">Once cancelled, what is queued stays where the reader took it from.</param>
internal sealed class TenantLanes<T>(int maximumHeld, Func<T, CancellationToken, Task> handle, CancellationToken stopping)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<T>> _lanes = new(StringComparer.Ordinal);
    private readonly HashSet<Task> _running = [];
    private TaskCompletionSource _room = NewSignal();
    private int _held;

    /// <summary>Queues one item behind the others of its lane.</summary>
    public void Enqueue(string lane, T item)
    {
        lock (_gate)
        {
            _held++;
            if (_lanes.TryGetValue(lane, out var queue))
            {
                queue.Enqueue(item);
                return;
            }

            queue = new Queue<T>([item]);
            _lanes.Add(lane, queue);
            var run = Task.Run(() => RunAsync(lane, queue), CancellationToken.None);
            _running.Add(run);
            _ = run.ContinueWith(Forget, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }
    }

    /// <summary>Waits while the bound is reached.</summary>
    public async Task WaitForRoomAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Task room;
            lock (_gate)
            {
                if (_held < maximumHeld)
                {
                    return;
                }

                room = _room.Task;
            }

            await room.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Waits until what is being handled has ended, once stopping was asked for.</summary>
    public Task DrainAsync()
    {
        lock (_gate)
        {
            return Task.WhenAll(_running);
        }
    }

    private async Task RunAsync(string lane, Queue<T> queue)
    {
        while (true)
        {
            T item;
            lock (_gate)
            {
                if (queue.Count == 0 || stopping.IsCancellationRequested)
                {
                    _lanes.Remove(lane);
                    return;
                }

                item = queue.Peek();
            }

            await handle(item, stopping);
            lock (_gate)
            {
                queue.Dequeue();
                _held--;
                _room.TrySetResult();
                _room = NewSignal();
            }
        }
    }

    private void Forget(Task run)
    {
        lock (_gate)
        {
            _running.Remove(run);
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
