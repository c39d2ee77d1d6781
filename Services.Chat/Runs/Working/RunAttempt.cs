using System.Diagnostics;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Wire;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Audit;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Models;
using Nanobot.Services.Chat.Observability;
using Nanobot.Services.Chat.Persistence;
using Nanobot.Services.Chat.Runs.Events;
using Nanobot.Services.Chat.Runs.Journals;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Runs.Working;

/// <summary>One attempt at a claimed run, in the scope of its user.</summary>
internal sealed partial class RunAttempt(
    RunQueue queue, RunOpenings openings, SessionLeases sessions, TurnService turns, WorkingTurns working, RunEventLog events, ModelCatalogue models, RefusalTrail trail, TenantDb db, Backoff backoff, ChatTelemetry telemetry,
    IOptions<AgentOptions> agent, IOptions<RunOptions> options, TimeProvider time, ILogger<RunAttempt> logger)
{
    private const string Operation = "chat.run";
    private const int MostBackOff = 30;
    private static readonly TimeSpan TimeToReturn = TimeSpan.FromSeconds(2);

    // Somebody else was quicker to begin in the session.
    private static readonly TimeSpan BusyPause = TimeSpan.FromMilliseconds(250);

    public async Task RunAsync(ClaimedRun run, CancellationToken stopping)
    {
        using var scope = TenantScope.Begin(run.Context);
        using var audited = AuditedWork.OfSystem(Operation, run.UserId, run.SessionId.ToString()).Begin();
        using var activity = telemetry.StartRun(run.RunId, run.Attempts, run.TraceParent);
        using var turn = working.Begin(run.Context, run.SessionId, run.RunId);
        await using var keeper = new LeaseKeeper(new RunLease(queue, run, turn), $"run {run.RunId}", agent.Value.SessionLease, time, logger);
        using var work = CancellationTokenSource.CreateLinkedTokenSource(stopping, turn.Cancelled, keeper.Lost);
        await using var told = events.Open(run);
        try
        {
            await MakeAsync(run, told, work.Token);
        }
        catch (RunLostException)
        {
            Log.Lost(logger, run.RunId);
        }
        catch (OperationCanceledException) when (work.IsCancellationRequested)
        {
            // Where the lease is lost, as its keeper has logged, nothing of this attempt counts, and nothing is given back.
            using var soon = new CancellationTokenSource(TimeToReturn, time);
            await (turn.Cancelled.IsCancellationRequested
                ? EndAsync(run, told, RunState.Cancelled, null, soon.Token)
                : queue.ReturnAsync(run, TimeSpan.Zero, soon.Token));
        }
        catch (Exception exception) when (!work.IsCancellationRequested)
        {
            await RetryAsync(run, told, exception, work.Token);
        }
    }

    private async Task MakeAsync(ClaimedRun run, RunEventWriter told, CancellationToken work)
    {
        if (await queue.WishAsync(run, work) is not { } wish)
        {
            throw new RunLostException();
        }

        if (wish.IsCancelled)
        {
            await EndAsync(run, told, RunState.Cancelled, null, work);
            return;
        }

        if (run.Attempts > options.Value.MaximumAttempts)
        {
            await EndAsync(run, told, RunState.Failed, RunRefusals.Interrupted(options.Value.MaximumAttempts), work);
            return;
        }

        if (await openings.OfAsync(run, wish, work) is not { } opening)
        {
            await EndAsync(run, told, RunState.Cancelled, null, work, idle: true);
            return;
        }

        // Whether it may be used is decided with its first call.
        if (wish.Model is { } model && await models.FindAsync(model, work) is null)
        {
            await EndAsync(run, told, RunState.Failed, ModelRefusals.NotFound(model), work);
            return;
        }

        var (lease, _) = await sessions.TakeAsync(run.Context, run.SessionId, run.LeaseId, run.LeaseBefore, agent.Value.SessionLease, [], work);
        if (lease is null)
        {
            await queue.ReturnAsync(run, BusyPause, work);
            return;
        }

        if (run.Claims > 1)
        {
            told.Resumed(run.Attempts, string.Join("\n\n", wish.Steps.Said));
        }

        var order = new TurnOrder(run.RunId, opening, new RunJournal(db, run, wish.Steps, time));
        var result = await turns.MakeAsync(run.Context, lease, order, told, work);
        switch (result.Failure)
        {
            case null:
                await told.EndAsync();
                Log.Ended(logger, run.RunId, RunState.Completed, run.Attempts);
                break;
            case TurnFailure.Busy or TurnFailure.NoSession:
                throw new RunLostException();
            case { } failure:
                if (failure is TurnFailure.Denied { Code: RightsRefusals.DeniedCode } denied)
                {
                    await trail.TellAsync(run.Context, Operation, denied.Resource, denied.Code, work);
                }

                await EndAsync(run, told, RunState.Failed, TurnRefusals.Of(failure), work);
                break;
        }
    }

    private async Task RetryAsync(ClaimedRun run, RunEventWriter told, Exception exception, CancellationToken work)
    {
        Log.Failed(logger, exception is IRefused ? null : exception, run.RunId, run.Attempts, ExceptionReason.Of(exception));
        if (run.Attempts >= options.Value.MaximumAttempts)
        {
            await EndAsync(run, told, RunState.Failed, RunRefusals.Interrupted(run.Attempts), work);
        }
        else
        {
            await queue.RetryAsync(run, backoff.After(run.Attempts, options.Value.BackOff, options.Value.BackOff * MostBackOff), work);
        }
    }

    private async Task EndAsync(ClaimedRun run, RunEventWriter told, string state, Refusal? refusal, CancellationToken cancellationToken, bool idle = false)
    {
        if (await queue.EndAsync(run, state, refusal is null ? null : ToStored(refusal), cancellationToken, idle))
        {
            await told.EndAsync();
            Log.Ended(logger, run.RunId, refusal?.Code ?? state, run.Attempts);
        }
    }

    private static StoredRunError ToStored(Refusal refusal) => new(refusal.Status, refusal.Code, refusal.Detail, Activity.Current?.TraceId.ToString(),
        refusal.Members.ToDictionary(static member => member.Key, static member => JsonSerializer.SerializeToElement(member.Value, Json.Wire)));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Run {RunId} is over, or belongs to another worker by now")]
        public static partial void Lost(ILogger logger, Guid runId);

        [LoggerMessage(LogLevel.Information, "Run {RunId} ended at attempt {Attempt}: {Outcome}")]
        public static partial void Ended(ILogger logger, Guid runId, string outcome, int attempt);

        [LoggerMessage(LogLevel.Warning, "Run {RunId} was broken off at attempt {Attempt}: {Reason}")]
        public static partial void Failed(ILogger logger, Exception? exception, Guid runId, int attempt, string reason);
    }
}
