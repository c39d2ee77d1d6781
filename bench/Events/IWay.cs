namespace Nanobot.Bench.Events;

/// <summary>
/// A way of an event from a transaction to its effect: the writer keeps a row and tells of it in one transaction; whoever takes it up keeps a row of its own.
/// Both are in one process, on one database.
/// </summary>
internal interface IWay : IAsyncDisposable
{
    /// <summary>Keeps a row and tells of it; when it returns, it is committed.</summary>
    Task TellAsync(int number, CancellationToken cancellationToken);
}
