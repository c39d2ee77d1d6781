namespace Nanobot.Services.Chat.Workspaces.Archives;

/// <summary>Bounds what unpacking archives takes of one process: so many at once, the others wait, and not for ever.</summary>
internal sealed class ImportTurns(TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turns = new(ArchiveLimits.AtOnce);

    /// <summary>Runs <paramref name="work"/> when it is its turn.</summary>
    public async Task<ImportOutcome> RunAsync(Func<Task<ImportOutcome>> work, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(ArchiveLimits.LongestWait, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            await _turns.WaitAsync(linked.Token);
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return ArchiveRefusals.Busy;
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
