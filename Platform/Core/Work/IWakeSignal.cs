namespace Nanobot.Platform.Core.Work;

/// <summary>What a worker waits for between two steps.</summary>
public interface IWakeSignal
{
    /// <summary>Waits for a signal, or until <paramref name="atMost"/> has passed.</summary>
    Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken);
}
