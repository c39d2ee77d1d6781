using System.Threading.Channels;

namespace Nanobot.Platform.Core.Work;

/// <summary>
/// Wakes a worker of this process right after a commit that gives it work; without it, and in other processes, the worker
/// finds the rows at its next look.
/// </summary>
/// <typeparam name="TWorker">The worker.</typeparam>
public sealed class WakeSignal<TWorker> : IWakeSignal
{
    // One waiting signal says all there is to say: look again.
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Says that there is work.</summary>
    public void Raise() => _channel.Writer.TryWrite(true);

    /// <inheritdoc/>
    public async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
    {
        using var timeout = new CancellationTokenSource(atMost, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await _channel.Reader.ReadAsync(linked.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The time has passed: look anyway.
        }
    }
}
