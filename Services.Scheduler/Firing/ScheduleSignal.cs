using System.Threading.Channels;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>Wakes this process's due scan when a job is made or changed; other replicas find it at their next look.</summary>
internal sealed class ScheduleSignal
{
    // One waiting signal says all there is to say: look again.
    private readonly Channel<bool> _channel = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite, SingleReader = true });

    public void Raise() => _channel.Writer.TryWrite(true);

    /// <summary>Waits for a signal, or until <paramref name="atMost"/> has passed.</summary>
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
