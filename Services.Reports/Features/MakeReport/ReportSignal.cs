using System.Threading.Channels;

namespace Nanobot.Services.Reports.Features.MakeReport;

/// <summary>Wakes this process's worker right after a report was asked for; without it the worker finds the row at its next look.</summary>
internal sealed class ReportSignal
{
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
