namespace Nanobot.Platform.Limits.Calls;

/// <summary>Somebody who waits for one of what is limited.</summary>
internal sealed class LeaseWaiter
{
    private readonly TaskCompletionSource<Taken> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<Taken> Task => _answer.Task;

    /// <summary>False where it has left.</summary>
    public bool TryAnswer(Taken taken) => _answer.TrySetResult(taken);

    public void Fail(Exception exception) => _answer.TrySetException(exception);

    public void Leave() => _answer.TrySetCanceled();
}
