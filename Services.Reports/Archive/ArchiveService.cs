using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Objects;
using Nanobot.Services.Reports.Observability;

namespace Nanobot.Services.Reports.Archive;

/// <summary>Puts completed reports away, a batch after the other, whichever replica comes first. While the store is away it waits; nothing else does.</summary>
internal sealed partial class ArchiveService(
    ArchiveQueue queue, ArchiveStep step, ReportsTelemetry telemetry, IOptions<ArchiveOptions> options, Backoff backoff, TimeProvider time, ILogger<ArchiveService> logger) : BackgroundService
{
    // As long as a batch may take; what is not done by then is anybody's again.
    private static readonly TimeSpan Lease = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan AfterFault = TimeSpan.FromHours(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private readonly WorkerLoop _loop = new("The archive of reports", FirstPause, LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(
        async token => await RunAsync(token) == options.Value.Batch ? Next.AtOnce : Next.After(options.Value.Poll), stoppingToken);

    /// <summary>Takes one batch; how many it had.</summary>
    /// <exception cref="ObjectStoreUnavailableException">The store gives no usable answer; what was not put away comes again.</exception>
    internal async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var batch = await queue.ClaimAsync(now, options.Value.Batch, now + Lease, cancellationToken);
        ObjectStoreUnavailableException? away = null;
        await Parallel.ForEachAsync(batch, new ParallelOptions { MaxDegreeOfParallelism = options.Value.Parallelism, CancellationToken = cancellationToken }, async (report, token) =>
        {
            try
            {
                // While the store is away the rest need not find out, too.
                await (Volatile.Read(ref away) is null ? step.RunAsync(report, token) : queue.LaterAsync(report, now, token));
            }
            catch (ObjectStoreUnavailableException unavailable)
            {
                Volatile.Write(ref away, unavailable);
                await queue.LaterAsync(report, now, token);
            }
            catch (Exception fault) when (!token.IsCancellationRequested)
            {
                // One that nothing can be done with keeps nobody waiting.
                Log.Failed(logger, report.ReportId, fault);
                telemetry.Archived("failed");
                await queue.LaterAsync(report, now + AfterFault, token);
            }
        });

        if (away is not null)
        {
            throw away;
        }

        return batch.Count;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Report {ReportId} could not be put away, and is looked at again in an hour")]
        public static partial void Failed(ILogger logger, Guid reportId, Exception fault);
    }
}
