namespace Nanobot.Services.Reports.Printing;

/// <summary>The places at which pages are printed, in turns: of those that wait each tenant has one printed before another has its next, however many it has waiting.</summary>
internal sealed class PrintTurns(int places)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<TaskCompletionSource>> _waiting = new(StringComparer.Ordinal);
    private readonly Queue<string> _turns = new();
    private int _free = places;

    /// <summary>Waits for a place, which is to be returned.</summary>
    public async Task TakeAsync(string tenantId, CancellationToken cancellationToken)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            if (_free > 0)
            {
                _free--;
                return;
            }

            if (!_waiting.TryGetValue(tenantId, out var line))
            {
                _waiting[tenantId] = line = new Queue<TaskCompletionSource>();
                _turns.Enqueue(tenantId);
            }

            line.Enqueue(turn);
        }

        // Whoever goes away leaves its turn to the next.
        await using var gone = cancellationToken.Register(() => turn.TrySetCanceled(cancellationToken));
        await turn.Task;
    }

    /// <summary>Gives the place to whoever's turn it is.</summary>
    public void Return()
    {
        lock (_gate)
        {
            while (_turns.TryDequeue(out var tenantId))
            {
                var line = _waiting[tenantId];
                var isGiven = false;
                while (!isGiven && line.TryDequeue(out var turn))
                {
                    isGiven = turn.TrySetResult();
                }

                if (line.Count > 0)
                {
                    _turns.Enqueue(tenantId);
                }
                else
                {
                    _waiting.Remove(tenantId);
                }

                if (isGiven)
                {
                    return;
                }
            }

            _free++;
        }
    }
}
