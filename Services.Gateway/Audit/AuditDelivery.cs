using Nanobot.Contracts.Audit;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Gateway.Audit;

/// <summary>
/// Sends what waits in the sink, in batches: at once after a pause, and while there is more within a fifth of a second. A batch that fails is tried again
/// a bounded number of times, then counted as lost. What waits when the process ends is sent before that.
/// </summary>
internal sealed partial class AuditDelivery(
    AuditSink sink, AuditClient client, WakeSignal<AuditDelivery> signal, Backoff backoff, TimeProvider time, ILogger<AuditDelivery> logger) : BackgroundService
{
    private const int MostAttempts = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan DrainDeadline = TimeSpan.FromSeconds(5);

    private readonly WorkerLoop _loop = new("The delivery of audit entries", FirstPause, LongestPause, backoff, time, logger);
    private readonly Lock _gate = new();
    private Task? _end;
    private AuditBatch? _batch;
    private int _attempts;

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        // Whoever ends the host may say so twice at once.
        lock (_gate)
        {
            return _end ??= EndAsync(cancellationToken);
        }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(StepAsync, stoppingToken);

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var deadline = new CancellationTokenSource(DrainDeadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            while ((_batch ??= sink.Take(isEnd: true)) is not null)
            {
                await SendAsync(linked.Token);
            }
        }
        catch (Exception exception)
        {
            // There is no later try; who ends the process must not wait for it.
            Log.NotDrained(logger, _batch?.Entries.Count ?? 0, exception);
        }
    }

    private async Task<Next> StepAsync(CancellationToken stoppingToken)
    {
        if ((_batch ??= sink.Take()) is { } batch)
        {
            await SendAsync(stoppingToken);
            return batch.Entries.Count == AuditBatch.Largest ? Next.AtOnce : Next.After(Interval);
        }

        return sink.IsEmpty ? Next.OnSignal(signal, LongestIdle) : Next.After(Interval);
    }

    private async Task SendAsync(CancellationToken cancellationToken)
    {
        var batch = _batch!;
        try
        {
            await client.SendAsync(batch, cancellationToken);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && ++_attempts >= MostAttempts)
        {
            Log.Lost(logger, batch.Entries.Count, _attempts, exception);
            sink.Lost(batch);
        }

        (_batch, _attempts) = (null, 0);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "{Count} audit entries are lost: they could not be delivered in {Attempts} attempts")]
        public static partial void Lost(ILogger logger, int count, int attempts, Exception exception);

        [LoggerMessage(LogLevel.Error, "The process ends before its last audit entries are delivered; at least {Count} are lost")]
        public static partial void NotDrained(ILogger logger, int count, Exception exception);
    }
}
