using Microsoft.Extensions.Options;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Messaging.Running;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Observability;

namespace Nanobot.Services.Chat.Turns;

/// <summary>
/// What holds around every turn, whatever becomes of its answer: it is told of, ends with its tenant and within its time, and says why it has no
/// answer where that is expected.
/// </summary>
internal sealed class TurnBounds(RunningWork running, IOptions<AgentOptions> options, ChatTelemetry telemetry, TimeProvider time)
{
    /// <summary>Runs a turn.</summary>
    /// <param name="context">Whose it is.</param>
    /// <param name="turn">The turn.</param>
    /// <param name="cancellationToken">Ends it without a word.</param>
    public async Task<TurnResult> RunAsync(TenantContext context, Func<CancellationToken, Task<TurnResult>> turn, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var outcome = "failed";
        using var activity = telemetry.StartTurn();
        try
        {
            var result = await WhileUsableAsync(context, turn, cancellationToken);
            outcome = result.Failure?.Code ?? "completed";
            return result.Answer is { } answer ? answer with { Took = time.GetElapsedTime(started) } : result;
        }
        catch (ModelUnavailableException failure)
        {
            // Not the exception: what the model's server sent may hold parts of the prompt.
            var unavailable = new TurnFailure.NoModel(failure.Message, failure.InnerException?.GetType().Name, failure.Refusal.RetryAfter);
            outcome = unavailable.Code;
            return unavailable;
        }
        catch (DeniedException denied)
        {
            outcome = denied.Refusal.Code;
            return new TurnFailure.Denied(denied.Refusal, denied.Resource);
        }
        catch (TokenBudgetException over)
        {
            var failure = new TurnFailure.OverBudget(over.Refusal);
            outcome = failure.Code;
            return failure;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            outcome = "cancelled";
            throw;
        }
        finally
        {
            telemetry.TurnEnded(context, outcome, time.GetElapsedTime(started));
        }
    }

    /// <summary>The part of a turn that <see cref="AgentOptions.TurnTimeout"/> is for.</summary>
    public async Task<TurnResult> WithinTimeAsync(Func<CancellationToken, Task<TurnResult>> turn, CancellationToken cancellationToken)
    {
        var limit = options.Value.TurnTimeout;
        using var timeout = new CancellationTokenSource(limit, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await turn(linked.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new TurnFailure.OutOfTime(limit);
        }
    }

    private async Task<TurnResult> WhileUsableAsync(TenantContext context, Func<CancellationToken, Task<TurnResult>> turn, CancellationToken cancellationToken)
    {
        using var work = running.Begin(context);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(work.Stopped, cancellationToken);
        try
        {
            return await turn(linked.Token);
        }
        catch (OperationCanceledException) when (work.Stopped.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new TurnFailure.TenantStopped(work.StoppedAs!);
        }
    }
}
