using System.Diagnostics;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.Audit;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Answers;

/// <summary>Runs a turn whose events are written as they happen.</summary>
internal sealed class TurnStream(Operation operation, ITurnEvents events, RefusalTrail trail, HttpContext http)
{
    /// <summary>Runs it to its last event; returns the refusal instead when none has been written yet.</summary>
    public async Task<Refusal?> RunAsync(TenantContext context, Func<IAgentObserver, Task<TurnResult>> run, CancellationToken cancellationToken)
    {
        var (refusal, exception) = await TryAsync(context, run, cancellationToken);
        if (refusal is null || !events.HasBegun)
        {
            return refusal;
        }

        RefusalLog.Record(http, refusal, exception);
        await events.ErrorAsync(refusal, Refusal.TraceOf(http), cancellationToken);
        return null;
    }

    private async Task<(Refusal? Refusal, Exception? Exception)> TryAsync(TenantContext context, Func<IAgentObserver, Task<TurnResult>> run, CancellationToken cancellationToken)
    {
        try
        {
            var result = await events.KeepAliveAsync(run(events));
            if (result.Answer is not { } answer)
            {
                // The gateway hears of what has a status of its own.
                if (result.Failure is TurnFailure.Denied { Code: RightsRefusals.DeniedCode } denied && events.HasBegun)
                {
                    await trail.TellAsync(context, operation.Name, denied.Resource, denied.Code, cancellationToken);
                }

                return (TurnRefusals.Of(result.Failure!), null);
            }

            await events.EndAsync(answer, cancellationToken);
            return default;
        }
        catch (Exception exception) when (events.HasBegun && !cancellationToken.IsCancellationRequested)
        {
            // Too late for a status: the stream itself has to say why it ends here.
            var refusal = Failures.ToRefusal(exception);
            Activity.Current?.AddException(exception).SetStatus(ActivityStatusCode.Error, refusal.Code);
            return (refusal, exception);
        }
    }
}
