using System.Threading.Channels;

namespace Nanobot.ServiceDefaults.Messaging;

/// <summary>Wakes the relay of this process right after a commit; without it the relay finds the rows at its next look.</summary>
public sealed class OutboxSignal
{
    // One waiting signal says all there is to say: rows are there.
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    /// <summary>Says that there are new rows.</summary>
    public void Raise() => _channel.Writer.TryWrite(true);

    /// <summary>Waits for a signal or until <paramref name="atMost"/> has passed.</summary>
    internal async Task WaitAsync(TimeSpan atMost, TimeProvider time, CancellationToken cancellationToken)
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
