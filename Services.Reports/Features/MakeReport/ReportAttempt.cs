using Microsoft.Extensions.Options;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Features.RequestReport;
using Nanobot.Services.Reports.Observability;

namespace Nanobot.Services.Reports.Features.MakeReport;

/// <summary>One attempt at a claimed report, in the tenant scope that was stored, signed, with it.</summary>
internal sealed partial class ReportAttempt(
    ReportQueue queue,
    ReportMaker maker,
    LeaseKeeper lease,
    BackOff backOff,
    TenantContextCodec codec,
    CompletionEstimate estimate,
    ReportsTelemetry telemetry,
    IOptions<WorkerOptions> options,
    TimeProvider time,
    ILogger<ReportAttempt> logger)
{
    public async Task RunAsync(ClaimedReport report, CancellationToken stopping)
    {
        if (codec.Verify(report.TenantContext, ContextAudience.Background) is not { } context
            || context.TenantId != report.TenantId || context.UserId != report.UserId)
        {
            Log.Refused(logger, report.ReportId);
            await queue.RefuseAsync(report, "The identity stored with the report could not be verified; ask for it again.", stopping);
            return;
        }

        using var scope = TenantScope.Begin(context);
        using var activity = telemetry.Start(report);
        if (report.Attempts > options.Value.MaximumAttempts)
        {
            await FinishAsync(context, report, null, GaveUp(report.LastError ?? "the work was cut off each time"), stopping);
            return;
        }

        using var work = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var keeping = lease.KeepAsync(context, report, work);
        try
        {
            await MakeAsync(context, report, work.Token, stopping);
        }
        finally
        {
            await work.CancelAsync();
            await keeping;
        }
    }

    private async Task MakeAsync(TenantContext context, ClaimedReport report, CancellationToken work, CancellationToken stopping)
    {
        try
        {
            var content = await maker.MakeAsync(report, progress => queue.AdvanceAsync(context, report, progress, work), work);
            await FinishAsync(context, report, content, null, work);
        }
        catch (ReportFailedException failed)
        {
            await FinishAsync(context, report, null, failed.Message, work);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // Handed to whoever runs next at once, rather than when the lease ends.
            using var soon = new CancellationTokenSource(TimeSpan.FromSeconds(2), time);
            await queue.ReturnAsync(context, report, soon.Token);
        }
        catch (OperationCanceledException) when (work.IsCancellationRequested)
        {
            // The lease is lost, as its keeper has logged: nothing of this attempt counts.
        }
        catch (Exception exception)
        {
            await RetryAsync(context, report, exception, work);
        }
    }

    private async Task RetryAsync(TenantContext context, ClaimedReport report, Exception exception, CancellationToken work)
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
            await FinishAsync(context, report, null, why, work);
        }
        else if (report.Attempts >= options.Value.MaximumAttempts)
        {
            await FinishAsync(context, report, null, GaveUp(why), work);
        }
        else
        {
            await queue.RetryAsync(context, report, backOff.After(report.Attempts), why, work);
        }
    }

    private async Task FinishAsync(TenantContext context, ClaimedReport report, string? content, string? error, CancellationToken cancellationToken)
    {
        if (await queue.FinishAsync(context, report, content, error, cancellationToken))
        {
            var taken = time.GetUtcNow() - report.CreatedAt;
            estimate.Record(taken);
            telemetry.Finished(report, content is not null, taken);
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

        [LoggerMessage(LogLevel.Error, "The context stored with report {ReportId} does not verify")]
        public static partial void Refused(ILogger logger, Guid reportId);
    }
}
