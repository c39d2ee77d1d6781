using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Answers;
using Nanobot.Services.Chat.Streaming;

namespace Nanobot.Services.Chat.Runs.Events;

/// <summary>
/// The events of a run as server-sent events: first <c>run</c> {run_id, session_id, state}, then what happens, each with its id. Leaving the stream leaves the run
/// alone; a process that stops ends its streams, to be taken up elsewhere.
/// </summary>
internal sealed class RunStream(RunEventReader reader, IHostApplicationLifetime process, TimeProvider time)
{
    public async Task WriteAsync(HttpResponse response, TenantContext context, RunResource run, string cursor, CancellationToken cancellationToken)
    {
        using var left = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, process.ApplicationStopping);
        using var writer = new EventWriter(response, time);
        await writer.KeepAliveAsync(WriteAsync(writer, context, run, cursor, left.Token));
    }

    private async Task<bool> WriteAsync(EventWriter writer, TenantContext context, RunResource run, string cursor, CancellationToken cancellationToken)
    {
        try
        {
            var first = TurnEvent.Of("run", new { run_id = run.RunId, session_id = run.SessionId, state = run.State });
            await writer.WriteAsync(first.ToStream(cursor), cancellationToken);
            await foreach (var (behind, happened) in reader.ReadAsync(context, run, cursor, cancellationToken))
            {
                await writer.WriteAsync(happened.ToStream(behind), cancellationToken);
            }

            return true;
        }
        catch (Exception exception) when (cancellationToken.IsCancellationRequested && exception is OperationCanceledException or IOException)
        {
            // Whoever read it has gone, or is to read on elsewhere.
            return false;
        }
    }
}
