using Microsoft.Extensions.Options;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Messaging.Running;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Observability;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>One attempt at a claimed session, in the scope of its user: what the model is asked beforehand, what it says, and what is written of it.</summary>
internal sealed partial class Consolidation(
    ConsolidationQueue queue, PassageFacts facts, ConsolidationWriter writer, RunningWork running, Backoff backoff, ChatTelemetry telemetry,
    IOptions<AgentOptions> agent, IOptions<MemoryOptions> options, TimeProvider time, ILogger<Consolidation> logger)
{
    private const string Operation = "memory.consolidate";
    private const string Purpose = "memory";
    private const int MostBackOff = 64;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(6);
    private static readonly TimeSpan TimeToReturn = TimeSpan.FromSeconds(2);

    public async Task RunAsync(ClaimedConsolidation claim, CancellationToken stopping)
    {
        var id = Guid.CreateVersion7(time.GetUtcNow());
        using var scope = TenantScope.Begin(claim.Context);
        using var audited = AuditedWork.OfSystem(Operation, claim.UserId, claim.SessionId.ToString()).Begin();
        using var activity = telemetry.StartConsolidation(id, claim.Attempts);
        using var purpose = ModelRun.Begin(Purpose, claim.SessionId.ToString(), id);
        using var tenant = running.Begin(claim.Context);
        using var timeout = new CancellationTokenSource(options.Value.Timeout, time);
        await using var keeper = new LeaseKeeper(new ConsolidationLease(queue, claim), $"consolidation of session {claim.SessionId}", agent.Value.SessionLease, time, logger);
        using var work = CancellationTokenSource.CreateLinkedTokenSource(stopping, tenant.Stopped, keeper.Lost, timeout.Token);
        var outcome = "failed";
        try
        {
            outcome = await MakeAsync(claim, id, work.Token);
        }
        catch (OperationCanceledException) when (work.IsCancellationRequested)
        {
            // Where the lease is lost, as its keeper has logged, there is nothing to give back.
            outcome = timeout.IsCancellationRequested ? "late" : "broken_off";
            using var soon = new CancellationTokenSource(TimeToReturn, time);
            await (timeout.IsCancellationRequested ? LaterAsync(claim, TimeSpan.Zero, soon.Token) : queue.ReturnAsync(claim, TimeSpan.Zero, soon.Token));
        }
        catch (Exception exception) when (!work.IsCancellationRequested)
        {
            outcome = exception switch
            {
                TokenBudgetException => "over_budget",
                ModelUnavailableException => "no_model",
                DeniedException => "denied",
                _ => outcome,
            };
            Log.Failed(logger, exception is IRefused ? null : exception, claim.SessionId, claim.Attempts, ExceptionReason.Of(exception));
            await LaterAsync(claim, exception is IRefused { Refusal.RetryAfter: { } wait } ? wait : TimeSpan.Zero, work.Token);
        }
        finally
        {
            telemetry.Consolidated(claim.Context, outcome);
        }
    }

    private async Task<string> MakeAsync(ClaimedConsolidation claim, Guid id, CancellationToken cancellationToken)
    {
        if (claim.Attempts > options.Value.MaximumAttempts)
        {
            // Whoever died over it each time has said nothing.
            await queue.GiveUpAsync(claim, cancellationToken);
            return "given_up";
        }

        var (stretch, found) = await facts.FindAsync(claim, cancellationToken);
        if (found is null)
        {
            Log.Senseless(logger, claim.SessionId, claim.Attempts);
            await LaterAsync(claim, TimeSpan.Zero, cancellationToken);
            return "senseless";
        }

        if (await writer.WriteAsync(claim, id, stretch, found, cancellationToken) is not { } written)
        {
            Log.Lost(logger, claim.SessionId);
            return "lost";
        }

        Log.Made(logger, claim.SessionId, written.Kept.Count, written.Quarantined.Count, written.Dropped);
        return written.Kept.Count + written.Quarantined.Count > 0 ? "learned" : "nothing";
    }

    private Task LaterAsync(ClaimedConsolidation claim, TimeSpan atLeast, CancellationToken cancellationToken)
    {
        var wait = backoff.After(claim.Attempts, options.Value.BackOff, options.Value.BackOff * MostBackOff);
        var longest = atLeast < LongestWait ? atLeast : LongestWait;
        return claim.Attempts >= options.Value.MaximumAttempts
            ? queue.GiveUpAsync(claim, cancellationToken)
            : queue.RetryAsync(claim, wait > longest ? wait : longest, cancellationToken);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Session {SessionId} was gone through for facts: {Kept} kept, {Quarantined} in quarantine, {Dropped} dropped")]
        public static partial void Made(ILogger logger, Guid sessionId, int kept, int quarantined, int dropped);

        [LoggerMessage(LogLevel.Warning, "What the model said of the facts of session {SessionId} has no sense, at attempt {Attempt}")]
        public static partial void Senseless(ILogger logger, Guid sessionId, int attempt);

        [LoggerMessage(LogLevel.Warning, "Session {SessionId} is gone, or somebody else goes through it by now")]
        public static partial void Lost(ILogger logger, Guid sessionId);

        [LoggerMessage(LogLevel.Warning, "Session {SessionId} could not be gone through for facts at attempt {Attempt}: {Reason}")]
        public static partial void Failed(ILogger logger, Exception? exception, Guid sessionId, int attempt, string reason);
    }
}
