namespace Nanobot.Services.Chat.Workspaces.Archives;

/// <summary>Bounds what unpacking archives and copying workspaces take of one process: so many at once, the others wait, and not for ever.</summary>
internal sealed class ImportTurns(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(ArchiveLimits.AtOnce);

    /// <summary>Runs <paramref name="work"/> when it is its turn; where it never is, <paramref name="late"/> came of it.</summary>
    public async Task<T> RunAsync<T>(Func<Task<T>> work, T late, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(ArchiveLimits.LongestWait, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await _turns.WaitAsync(linked.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return late;
        }

        try
        {
            return await work();
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();
}
