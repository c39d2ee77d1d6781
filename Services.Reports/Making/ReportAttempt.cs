using Microsoft.Extensions.Options;
using Nanobot.Clients;
using Nanobot.Contracts.Audit;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Audit;
using Nanobot.Platform.Messaging.Running;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Observability;
using Nanobot.Services.Reports.Rights;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Making;

/// <summary>One attempt at a claimed report, in the scope of its user.</summary>
internal sealed partial class ReportAttempt(
    ReportQueue queue,
    IUsers users,
    ReportMaker maker,
    ReportRights rights,
    RefusalTrail trail,
    Backoff backoff,
    RunningWork running,
    WorkingReports working,
    CompletionEstimate estimate,
    ReportsTelemetry telemetry,
    IOptions<WorkerOptions> options,
    TimeProvider time,
    ILogger<ReportAttempt> logger)
{
    private const int MostBackOff = 30;
    private const double MostJitter = 0.1;
    private static readonly TimeSpan TimeToReturn = TimeSpan.FromSeconds(2);

    // Until then the queue knows of the tenant's state as well, and leaves the report where it is until the tenant may be used again.
    private static readonly TimeSpan TenantPause = TimeSpan.FromSeconds(1);

    public async Task RunAsync(ClaimedReport report, CancellationToken stopping)
    {
        using var scope = TenantScope.Begin(report.Context);
        using var purpose = ModelRun.Begin("report", report.ReportId.ToString(), report.ReportId);
        using var activity = telemetry.Start(report.ReportId, report.ReportType, report.Attempts, report.TraceParent);
        await using var keeper = new LeaseKeeper(new ReportLease(queue, report), $"report {report.ReportId}", options.Value.Lease, time, logger);
        using var tenant = running.Begin(report.Context);
        using var attempt = working.Begin(report);
        using var work = CancellationTokenSource.CreateLinkedTokenSource(stopping, tenant.Stopped, attempt.Cancelled, keeper.Lost);
        try
        {
            await (report.Attempts > options.Value.MaximumAttempts ? GiveUpAsync(report, work.Token) : MakeAsync(report, work.Token));
        }
        catch (OperationCanceledException) when (work.IsCancellationRequested)
        {
            // Where the lease is lost, as its keeper has logged, nothing of this attempt counts, and nothing is given back.
            using var soon = new CancellationTokenSource(TimeToReturn, time);
            await queue.ReturnAsync(report, tenant.Stopped.IsCancellationRequested ? TenantPause : TimeSpan.Zero, soon.Token);
        }
    }

    // The workers of all attempts died.
    private async Task GiveUpAsync(ClaimedReport report, CancellationToken work)
    {
        var wish = await queue.WishAsync(report, work);
        var known = new KnownReport(report, wish?.Value);
        var why = wish is { IsReadable: false } ? ReportFailures.Unreadable : ReportFailures.Kept(known.Wish?.LastError);
        try
        {
            known = known with { User = await users.FindAsync(report.UserId, work) };
        }
        catch (Exception exception) when (!work.IsCancellationRequested)
        {
            // It ends all the same, in the language that is known without.
            Log.LanguageUnknown(logger, report.ReportId, ExceptionReason.Of(exception));
        }

        await FailAsync(known, GaveUp(why), work);
    }

    private async Task MakeAsync(ClaimedReport report, CancellationToken work)
    {
        var known = new KnownReport(report);
        try
        {
            if (await queue.WishAsync(report, work) is not { } wish)
            {
                Log.LeaseLost(logger, report.ReportId);
                return;
            }

            known = known with { Wish = wish.Value };
            var user = await users.FindAsync(report.UserId, work) ?? throw new ReportFailedException(ReportFailures.UserGone);
            known = known with { User = user };
            if (report.IsScheduled)
            {
                await rights.DemandAsync(report.Context, report.ReportType, work);
            }

            var isLast = report.Attempts >= options.Value.MaximumAttempts;
            var made = await maker.MakeAsync(report, known.Wish ?? throw new UnreadableReportException(), user, isLast, work);
            await FinishAsync(known, made, null, made.Degradations.Count == 0 ? null : Degraded(report, made), work);
        }
        catch (LeaseLostException)
        {
            Log.LeaseLost(logger, report.ReportId);
        }
        catch (ReportFailedException failed)
        {
            await FailAsync(known, failed.Reason, work);
        }
        catch (DeniedException denied) when (!denied.MayPass)
        {
            Log.Denied(logger, report.ReportId, denied.Resource);
            var entry = trail.ToEntry(report.Context, "reports.make", denied.Resource, denied.Refusal.Code);
            await FinishAsync(known, null, known.Language.Say(ReportFailures.Denied(denied)), entry, work);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !work.IsCancellationRequested)
        {
            await RetryAsync(known, exception, work);
        }
    }

    private async Task RetryAsync(KnownReport known, Exception exception, CancellationToken work)
    {
        var (report, why) = (known.Report, ReportFailures.Of(exception));
        // Where it was thrown says something only of what nobody expected.
        Log.AttemptFailed(logger, exception is IRefused or SilentModelException or UnreadableReportException ? null : exception, report.ReportId, report.Attempts, ExceptionReason.Of(exception));
        if (exception is ModelUnavailableException { IsTransient: false } or TokenBudgetException { MayPass: false })
        {
            await FailAsync(known, why, work);
        }
        else if (report.Attempts >= options.Value.MaximumAttempts)
        {
            await FailAsync(known, GaveUp(why), work);
        }
        else
        {
            await queue.RetryAsync(report, WaitAfter(report, exception), known.Language.Say(why), work);
        }
    }

    // Never sooner than the model's server asks, up to the longest wait, and not all at once.
    private TimeSpan WaitAfter(ClaimedReport report, Exception exception)
    {
        var wait = backoff.After(report.Attempts, options.Value.BackOff, options.Value.BackOff * MostBackOff);
        if (exception is not ModelUnavailableException { RetryAfter: { } asked })
        {
            return wait;
        }

        asked = asked < options.Value.LongestWait ? asked : options.Value.LongestWait;
        asked += backoff.After(1, asked * MostJitter, asked * MostJitter);
        return asked > wait ? asked : wait;
    }

    private Task FailAsync(KnownReport known, Wording why, CancellationToken cancellationToken) =>
        FinishAsync(known, null, known.Language.Say(why), null, cancellationToken);

    private async Task FinishAsync(KnownReport known, MadeReport? made, string? error, AuditEntry? further, CancellationToken cancellationToken)
    {
        var report = known.Report;
        if (await queue.FinishAsync(report, made, error, further, known.Delivery, cancellationToken))
        {
            var taken = time.GetUtcNow() - known.Wish?.CreatedAt;
            if (taken is { } whole)
            {
                estimate.Record(whole);
            }

            telemetry.Finished(report.TenantId, report.ReportType, made is not null, taken);
            telemetry.Degraded(report.TenantId, made?.Degradations ?? []);
            Log.Finished(logger, report.ReportId, made is null ? "failed" : "completed", report.Attempts);
        }
    }

    private AuditEntry Degraded(ClaimedReport report, MadeReport made) =>
        trail.ToEntry(report.Context, "reports.make", $"{report.ReportId} {string.Join(' ', made.Degradations)}", "REPORT_DEGRADED");

    private Wording GaveUp(Wording why) => ReportFailures.GaveUp(options.Value.MaximumAttempts, why);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Report {ReportId} belongs to another worker by now")]
        public static partial void LeaseLost(ILogger logger, Guid reportId);

        [LoggerMessage(LogLevel.Information, "Report {ReportId} {Outcome} at attempt {Attempt}")]
        public static partial void Finished(ILogger logger, Guid reportId, string outcome, int attempt);

        [LoggerMessage(LogLevel.Warning, "Report {ReportId} was not made at attempt {Attempt}: {Reason}")]
        public static partial void AttemptFailed(ILogger logger, Exception? exception, Guid reportId, int attempt, string reason);

        [LoggerMessage(LogLevel.Information, "Report {ReportId} is not made: policies do not allow its user {Resource}")]
        public static partial void Denied(ILogger logger, Guid reportId, string resource);

        [LoggerMessage(LogLevel.Warning, "Report {ReportId} is given up without its user's language: {Reason}")]
        public static partial void LanguageUnknown(ILogger logger, Guid reportId, string reason);
    }
}
