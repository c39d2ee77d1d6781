namespace Nanobot.Platform.Bus.Memory;

/// <summary>
/// Whether this process is the one that works for the module. Two processes that carry events in memory know nothing of each other: were both to
/// publish one outbox, each would find the other's mark, and publish the window again and again.
/// </summary>
internal sealed class MemoryTurn
{
    private TaskCompletionSource _begun = NewSignal();

    public void Begin() => _begun.TrySetResult();

    public void End() => _begun = NewSignal();

    /// <summary>Waits for the turn; false where it has not come by then.</summary>
    public async Task<bool> WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            await Volatile.Read(ref _begun).Task.WaitAsync(longest, time, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
