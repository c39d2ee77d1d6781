using Nanobot.Contracts.Audit;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Services.Gateway.Audit;

/// <summary>
/// Sends what waits in the sink, in batches: what is due within a fifth of a second, and all of it as soon as somebody reads the audit. A batch that fails is
/// tried again a bounded number of times, then counted as lost. What waits when the process ends is sent before that.
/// </summary>
internal sealed partial class AuditDelivery(
    AuditSink sink, AuditClient client, WakeSignal<AuditDelivery> signal, Backoff backoff, TimeProvider time, ILogger<AuditDelivery> logger) : BackgroundService
{
    private const int MostAttempts = 8;
    private const int MostBatches = (2 * AuditSink.Capacity / AuditBatch.Largest) + 1;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(150);
    private static readonly TimeSpan LongestIdle = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan DrainDeadline = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan TellDeadline = TimeSpan.FromSeconds(1);

    private readonly WorkerLoop _loop = new("The delivery of audit entries", FirstPause, LongestPause, backoff, time, logger);
    private readonly Lock _gate = new();
    // Batches go one after another, so that whoever tells all of it knows that nothing is on its way still.
    private readonly SemaphoreSlim _turn = new(1, 1);
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

    /// <summary>Sends all that has been taken up to now; false where it could not be, in time.</summary>
    public async Task<bool> TellAllAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(TellDeadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await SendAllAsync(linked.Token);
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            Log.NotTold(logger, ExceptionReason.Of(exception));
            return false;
        }
    }

    public override void Dispose()
    {
        _turn.Dispose();
        base.Dispose();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(StepAsync, stoppingToken);

    private async Task EndAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var deadline = new CancellationTokenSource(DrainDeadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            await SendAllAsync(linked.Token);
        }
        catch (Exception exception)
        {
            // There is no later try; who ends the process must not wait for it.
            Log.NotDrained(logger, _batch?.Entries.Count ?? 0, exception);
        }
    }

    private async Task<Next> StepAsync(CancellationToken stoppingToken)
    {
        await _turn.WaitAsync(stoppingToken);
        try
        {
            if ((_batch ??= sink.Take()) is { } batch)
            {
                await SendAsync(counts: true, stoppingToken);
                return batch.Entries.Count == AuditBatch.Largest ? Next.AtOnce : Next.After(Interval);
            }
        }
        finally
        {
            _turn.Release();
        }

        return sink.IsEmpty ? Next.OnSignal(signal, LongestIdle) : Next.After(Interval);
    }

    // As much as there is at the beginning, and a little more: a flood that never stops must not keep it from its end.
    private async Task SendAllAsync(CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            for (var batches = 0; batches <= MostBatches && (_batch ??= sink.Take(all: true)) is not null; batches++)
            {
                await SendAsync(counts: false, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    // Tries that somebody's reading brings about do not count: many readers must not use them up.
    private async Task SendAsync(bool counts, CancellationToken cancellationToken)
    {
        var batch = _batch!;
        try
        {
            await client.SendAsync(batch, cancellationToken);
        }
        catch (Exception exception) when (counts && !cancellationToken.IsCancellationRequested && ++_attempts >= MostAttempts)
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

        [LoggerMessage(LogLevel.Warning, "Audit entries that somebody reads for could not be told in time: {Reason}")]
        public static partial void NotTold(ILogger logger, string reason);

        [LoggerMessage(LogLevel.Error, "The process ends before its last audit entries are delivered; at least {Count} are lost")]
        public static partial void NotDrained(ILogger logger, int count, Exception exception);
    }
}
