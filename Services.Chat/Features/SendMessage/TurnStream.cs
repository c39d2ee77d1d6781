using System.Diagnostics;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Features.SendMessage;

/// <summary>Runs a turn whose events are written as they happen.</summary>
internal sealed partial class TurnStream(TurnService turns, EventStream events, ILogger<TurnStream> logger)
{
    /// <summary>Runs it to its last event; returns the refusal instead when none has been written yet.</summary>
    public async Task<Refusal?> RunAsync(Caller caller, Guid? sessionId, string message, string requestId, CancellationToken cancellationToken)
    {
        var refusal = await TryAsync(caller, sessionId, message, cancellationToken);
        if (refusal is null || !events.HasBegun)
        {
            return refusal;
        }

        await events.ErrorAsync(refusal, Activity.Current?.TraceId.ToString() ?? requestId, cancellationToken);
        return null;
    }

    private async Task<Refusal?> TryAsync(Caller caller, Guid? sessionId, string message, CancellationToken cancellationToken)
    {
        try
        {
            var result = await KeepAliveAsync(turns.RunAsync(caller.Context, sessionId, message, events, cancellationToken));
            if (result.Answer is not { } answer)
            {
                return TurnRefusals.Of(result.Failure!);
            }

            await events.DoneAsync(ChatAnswer.Of(answer, caller.UserId), cancellationToken);
            return null;
        }
        catch (Exception exception) when (events.HasBegun && !cancellationToken.IsCancellationRequested)
        {
            // Too late for a status: the stream itself has to say why it ends here.
            var refusal = Failures.ToRefusal(exception);
            Activity.Current?.AddException(exception).SetStatus(ActivityStatusCode.Error, refusal.Code);
            Log.BrokeOff(logger, refusal.Code, exception);
            return refusal;
        }
    }

    private async Task<TurnResult> KeepAliveAsync(Task<TurnResult> turn)
    {
        using var ended = new CancellationTokenSource();
        var keeping = events.KeepAliveAsync(ended.Token);
        try
        {
            return await turn;
        }
        finally
        {
            await ended.CancelAsync();
            await keeping;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A stream broke off: {Code}")]
        public static partial void BrokeOff(ILogger logger, string code, Exception exception);
    }
}
