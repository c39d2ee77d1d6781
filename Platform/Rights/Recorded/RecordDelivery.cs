using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Rights.Observability;

namespace Nanobot.Platform.Rights.Recorded;

/// <summary>Brings decided requests to where they are kept, several times a second while there are any. What is not taken is lost.</summary>
internal sealed class RecordDelivery(
    RequestRecorder recorder, RecordBook book, WakeSignal<RecordDelivery> signal, RightsTelemetry telemetry, Backoff backoff, TimeProvider time, ILogger<RecordDelivery> logger)
    : BackgroundService
{
    private const int TenantsAtOnce = 64;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly WorkerLoop _loop = new("Recording decided requests", TimeSpan.FromSeconds(1), LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(StepAsync, stoppingToken);

    private async Task<Next> StepAsync(CancellationToken stoppingToken)
    {
        var taken = recorder.Take();
        if (taken.Count == 0)
        {
            return Next.OnSignal(signal, LongestIdle);
        }

        var kept = 0;
        try
        {
            foreach (var tenants in taken.GroupBy(static request => request.TenantId).Chunk(TenantsAtOnce))
            {
                await Task.WhenAll(tenants.Select(requests => book.AddAsync(requests.Key, requests, stoppingToken)));
                kept += tenants.Sum(static requests => requests.Count());
            }
        }
        finally
        {
            if (kept < taken.Count)
            {
                telemetry.Unrecorded(taken.Count - kept);
            }
        }

        return Next.After(Interval);
    }
}
