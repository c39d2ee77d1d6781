using Microsoft.Extensions.Options;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Observability;

namespace Nanobot.Services.Reports.Making;

/// <summary>One attempt at a claimed report, in the scope of its user.</summary>
internal sealed partial class ReportAttempt(
    ReportQueue queue,
    ReportMaker maker,
    Backoff backoff,
    CompletionEstimate estimate,
    ReportsTelemetry telemetry,
    IOptions<WorkerOptions> options,
    TimeProvider time,
    ILogger<ReportAttempt> logger)
{
    private const int MostBackOff = 30;

    public async Task RunAsync(ClaimedReport report, CancellationToken stopping)
    {
        using var scope = TenantScope.Begin(report.Context);
        using var activity = telemetry.Start(report.ReportId, report.ReportType, report.Attempts, report.TraceParent);
        if (report.Attempts > options.Value.MaximumAttempts)
        {
            await FinishAsync(report, null, GaveUp(report.LastError ?? "the work was cut off each time"), stopping);
            return;
        }

        await using var keeper = new LeaseKeeper(new ReportLease(queue, report), $"report {report.ReportId}", options.Value.Lease, time, logger);
        using var work = CancellationTokenSource.CreateLinkedTokenSource(stopping, keeper.Lost);
        await MakeAsync(report, work.Token, stopping);
    }

    private async Task MakeAsync(ClaimedReport report, CancellationToken work, CancellationToken stopping)
    {
        try
        {
            var content = await maker.MakeAsync(report, progress => queue.AdvanceAsync(report, progress, work), work);
            await FinishAsync(report, content, null, work);
        }
        catch (ReportFailedException failed)
        {
            await FinishAsync(report, null, failed.Message, work);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Handed to whoever runs next at once, rather than when the lease ends.
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
            await queue.ReturnAsync(report, soon.Token);
        }
        catch (OperationCanceledException) when (work.IsCancellationRequested)
        {
            // The lease is lost, as its keeper has logged: nothing of this attempt counts.
        }
        catch (Exception exception)
        {
            await RetryAsync(report, exception, work);
        }
    }

    private async Task RetryAsync(ClaimedReport report, Exception exception, CancellationToken work)
    {
        var why = exception switch
        {
            ModelUnavailableException or ModuleUnavailableException => exception.Message,
            RefusalException refused => $"The user's configuration was refused: {refused.Refusal.Code}.",
            _ => "Something broke on our side.",
        };
        Log.AttemptFailed(logger, exception, report.ReportId, report.Attempts);
        if (exception is ModelUnavailableException { IsTransient: false })
        {
            await FinishAsync(report, null, why, work);
        }
        else if (report.Attempts >= options.Value.MaximumAttempts)
        {
            await FinishAsync(report, null, GaveUp(why), work);
        }
        else
        {
            await queue.RetryAsync(report, backoff.After(report.Attempts, options.Value.BackOff, options.Value.BackOff * MostBackOff), why, work);
        }
    }

    private async Task FinishAsync(ClaimedReport report, string? content, string? error, CancellationToken cancellationToken)
    {
        if (await queue.FinishAsync(report, content, error, cancellationToken))
        {
            var taken = time.GetUtcNow() - report.CreatedAt;
            estimate.Record(taken);
            telemetry.Finished(report.TenantId, report.ReportType, content is not null, taken);
            Log.Finished(logger, report.ReportId, content is null ? "failed" : "completed", report.Attempts);
        }
    }

    private string GaveUp(string why) => $"Given up after {options.Value.MaximumAttempts} attempts: {why}";

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Report {ReportId} {Outcome} at attempt {Attempt}")]
        public static partial void Finished(ILogger logger, Guid reportId, string outcome, int attempt);

        [LoggerMessage(LogLevel.Warning, "Report {ReportId} was not made at attempt {Attempt}")]
        public static partial void AttemptFailed(ILogger logger, Exception exception, Guid reportId, int attempt);
    }
}
