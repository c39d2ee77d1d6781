using Microsoft.Extensions.Options;
using Npgsql;

namespace Nanobot.Services.Reports.Making;

/// <summary>Prolongs a report's lease while it is being made, and stops the work once the lease is lost.</summary>
internal sealed partial class LeaseKeeper(ReportQueue queue, IOptions<WorkerOptions> options, TimeProvider time, ILogger<LeaseKeeper> logger)
{
    /// <summary>Runs until <paramref name="work"/> is cancelled, by its owner at the end or by this when the lease is lost.</summary>
    public async Task KeepAsync(ClaimedReport report, CancellationTokenSource work)
    {
        var heldUntil = time.GetUtcNow() + options.Value.Lease;
        try
        {
            while (time.GetUtcNow() < heldUntil)
            {
                await Task.Delay(options.Value.Lease / 3, time, work.Token);
                try
                {
                    if (!await queue.RenewAsync(report, work.Token))
                    {
                        break;
                    }

                    heldUntil = time.GetUtcNow() + options.Value.Lease;
                }
                catch (NpgsqlException exception)
                {
                    // The database may be back before the lease ends.
                    Log.NotRenewed(logger, exception, report.ReportId);
                }
            }

            Log.Lost(logger, report.ReportId);
            await work.CancelAsync();
        }
        catch (OperationCanceledException) when (work.IsCancellationRequested)
        {
            // The work has ended, or is to end.
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The lease of report {ReportId} was not renewed; trying again")]
        public static partial void NotRenewed(ILogger logger, Exception exception, Guid reportId);

        [LoggerMessage(LogLevel.Warning, "The lease of report {ReportId} is lost; somebody else makes it")]
        public static partial void Lost(ILogger logger, Guid reportId);
    }
}
