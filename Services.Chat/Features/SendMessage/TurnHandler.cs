using System.Text;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Domain.Agent;
using Nanobot.Services.Chat.Domain.Sessions;
using Nanobot.Services.Chat.Observability;

namespace Nanobot.Services.Chat.Features.SendMessage;

/// <summary>
/// One turn from the user's message to the answer. All of it is written at its end, in one transaction: a turn that
/// fails leaves the session as it was, and the user may send the message again.
/// </summary>
internal sealed partial class TurnHandler(
    IAgent agent, SystemPrompt prompt, SessionStore sessions, SessionLeases leases, TurnWriter writer,
    IOptions<AgentOptions> options, ChatMetrics metrics, TimeProvider time, ILogger<TurnHandler> logger)
{
    // Of UTF-8, so that Chinese, at three bytes and about a token a character, is not underestimated.
    private const int BytesPerToken = 3;

    private long WindowBytes => (long)(options.Value.ContextWindow - options.Value.ReplyTokens) * BytesPerToken;

    public async Task<TurnResult> HandleAsync(
        TenantContext context, Guid? sessionId, string message, IAgentObserver observer, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var outcome = "failed";
        using var activity = metrics.StartTurn();
        try
        {
            var result = sessionId is { } id
                ? await ContinueAsync(context, id, message, observer, cancellationToken)
                : await RunAsync(context, null, message, observer, cancellationToken);
            outcome = result.Refusal?.Code ?? "completed";
            return result.Answer is { } answer
                ? result with { Answer = answer with { ProcessingTimeMs = (long)time.GetElapsedTime(started).TotalMilliseconds } }
                : result;
        }
        catch (ModelUnavailableException failure)
        {
            Log.ModelFailed(logger, failure.Message, failure.InnerException?.GetType().Name);
            outcome = "MODEL_UNAVAILABLE";
            return new TurnResult(null, Refusals.ModelUnavailable(failure.Message));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            outcome = "cancelled";
            throw;
        }
        finally
        {
            metrics.TurnEnded(context, outcome, time.GetElapsedTime(started));
        }
    }

    private async Task<TurnResult> ContinueAsync(
        TenantContext context, Guid sessionId, string message, IAgentObserver observer, CancellationToken cancellationToken)
    {
        var duration = options.Value.SessionLease;
        var (lease, refusal) = await leases.TakeAsync(context, sessionId, duration, cancellationToken);
        if (lease is null)
        {
            return new TurnResult(null, refusal);
        }

        await using var keeper = new LeaseKeeper(leases, context, lease, duration, time, logger);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(keeper.Lost, cancellationToken);
        try
        {
            return await RunAsync(context, lease, message, observer, linked.Token);
        }
        catch (OperationCanceledException) when (keeper.Lost.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return await LostAsync(context, sessionId, cancellationToken);
        }
    }

    private async Task<TurnResult> RunAsync(
        TenantContext context, Lease? lease, string message, IAgentObserver observer, CancellationToken cancellationToken)
    {
        var deadline = options.Value.TurnTimeout;
        using var timeout = new CancellationTokenSource(deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            return await AnswerAsync(context, lease, message, observer, linked.Token);
        }
        catch (OperationCanceledException) when (timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new TurnResult(null, SessionRefusals.TimedOut(deadline));
        }
    }

    private async Task<TurnResult> AnswerAsync(
        TenantContext context, Lease? lease, string message, IAgentObserver observer, CancellationToken cancellationToken)
    {
        var started = time.GetUtcNow();
        var (turnId, sessionId) = (Guid.CreateVersion7(started), lease?.SessionId ?? Guid.CreateVersion7(started));
        var messages = await PrepareAsync(context, lease, message, cancellationToken);
        var outcome = await agent.RunAsync(new AgentRun(context, turnId, messages, WindowBytes), observer, cancellationToken);
        var turn = new Turn(turnId, sessionId, message, outcome, started, time.GetUtcNow());
        if (!await writer.WriteAsync(context, turn, lease, cancellationToken))
        {
            return await LostAsync(context, sessionId, cancellationToken);
        }

        var usage = new ChatUsage(outcome.Usage.PromptTokens, outcome.Usage.CompletionTokens, outcome.Usage.PromptTokens + outcome.Usage.CompletionTokens);
        return new TurnResult(new ChatAnswer(sessionId, outcome.Answer, context.RequiredUserId, 0, usage), null);
    }

    private async Task<IReadOnlyList<ChatMessage>> PrepareAsync(
        TenantContext context, Lease? lease, string message, CancellationToken cancellationToken)
    {
        var system = await prompt.WriteAsync(context, cancellationToken);
        var room = WindowBytes - Encoding.UTF8.GetByteCount(system) - Encoding.UTF8.GetByteCount(message);
        IReadOnlyList<StoredMessage> history = lease is null ? [] : await sessions.RecentAsync(context, lease.SessionId, room, cancellationToken);
        return
        [
            new ChatMessage(ChatRole.System, system),
            .. history.Select(MessageMapping.ToChat),
            new ChatMessage(ChatRole.User, message),
        ];
    }

    // Deleted meanwhile, or taken over after this process could not renew its hold for too long.
    private async Task<TurnResult> LostAsync(TenantContext context, Guid sessionId, CancellationToken cancellationToken) =>
        new(null, await sessions.FindAsync(context, sessionId, cancellationToken) is null
            ? SessionRefusals.NotFound
            : SessionRefusals.Busy(TimeSpan.Zero));

    private static partial class Log
    {
        // Not the exception: what the model's server sent may hold parts of the prompt.
        [LoggerMessage(LogLevel.Warning, "A turn ended without an answer of the model: {Reason} {Cause}")]
        public static partial void ModelFailed(ILogger logger, string reason, string? cause);
    }
}
