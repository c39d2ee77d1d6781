using System.Diagnostics;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.Audit;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Completions;
using Nanobot.Services.Chat.Streaming;
using Nanobot.Services.Chat.Turns;

namespace Nanobot.Services.Chat.Features.CreateCompletion;

/// <summary>Runs a turn whose answer is written while it is made.</summary>
internal sealed class StreamedCompletion(CompletionTurns turns, RefusalTrail trail, HttpContext http, TimeProvider time)
{
    /// <summary>Runs it to its last event; returns the refusal instead when none has been written yet.</summary>
    public async Task<Refusal?> RunAsync(TenantContext context, CompletionHead head, CompletionTask task, bool withUsage, CancellationToken cancellationToken)
    {
        using var writer = new EventWriter(http.Response, time);
        var stream = new CompletionStream(writer, head, withUsage);
        var (refusal, exception) = await TryAsync(writer, stream, context, head, task, cancellationToken);
        if (refusal is null || !writer.HasBegun)
        {
            return refusal;
        }

        RefusalLog.Record(http, refusal, exception);
        await stream.ErrorAsync(refusal, Refusal.TraceOf(http), cancellationToken);
        return null;
    }

    private async Task<(Refusal? Refusal, Exception? Exception)> TryAsync(
        EventWriter writer, CompletionStream stream, TenantContext context, CompletionHead head, CompletionTask task, CancellationToken cancellationToken)
    {
        try
        {
            var result = await writer.KeepAliveAsync(turns.RunAsync(context, head.TurnId, task, stream, cancellationToken));
            if (result.Answer is { Outcome: { } outcome })
            {
                await stream.EndAsync(outcome, cancellationToken);
                return default;
            }

            // The gateway hears of what has a status of its own.
            if (result.Failure is TurnFailure.Denied { Code: RightsRefusals.DeniedCode } denied && writer.HasBegun)
            {
                await trail.TellAsync(context, Operations.Chat.CreateCompletion.Name, denied.Resource, denied.Code, cancellationToken);
            }

            return (TurnRefusals.Of(result.Failure!), null);
        }
        catch (Exception exception) when (writer.HasBegun && !cancellationToken.IsCancellationRequested)
        {
            // Too late for a status: the stream itself has to say why it ends here.
            var refusal = Failures.ToRefusal(exception);
            Activity.Current?.AddException(exception).SetStatus(ActivityStatusCode.Error, refusal.Code);
            return (refusal, exception);
        }
    }
}
