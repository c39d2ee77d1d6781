namespace Nanobot.Platform.Core.Work;

/// <summary>A lock that is held until disposed, or until it is lost.</summary>
public interface IExclusiveHold : IAsyncDisposable
{
    /// <summary>Cancelled when the lock is no longer certain.</summary>
    CancellationToken Lost { get; }
}
