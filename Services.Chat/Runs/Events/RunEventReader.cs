using System.Runtime.CompilerServices;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Answers;
using StackExchange.Redis;

namespace Nanobot.Services.Chat.Runs.Events;

/// <summary>
/// Reads the events of a user's run from any process, as they happen: what is on its way from Redis, the end from the database. Where Redis has lost them or is
/// away, the end comes all the same.
/// </summary>
internal sealed partial class RunEventReader(RunEventLog log, RunStore runs, TimeProvider time, ILogger<RunEventReader> logger)
{
    // Also how long the end may be behind where nothing says that it is there.
    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);

    /// <summary>All events behind the cursor, to the end of the run, each with the cursor to go on behind it.</summary>
    public async IAsyncEnumerable<(string Cursor, TurnEvent Event)> ReadAsync(
        TenantContext context, RunResource run, string cursor, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (cursor == RunCursor.End)
        {
            yield break;
        }

        var signal = new WakeSignal<RunEventReader>();
        await using var listening = await TryListenAsync(context, run.RunId, signal, cancellationToken);
        for (var known = run; ;)
        {
            var (events, isToldOfEnd) = (await TryReadAsync(context, run.RunId, cursor, cancellationToken), false);
            foreach (var (id, happened) in events ?? [])
            {
                cursor = id;
                isToldOfEnd |= happened.Name == RunEventLog.End;
                if (happened.Name != RunEventLog.End)
                {
                    yield return (cursor, happened);
                }
            }

            if (known.EndedAt is null && (isToldOfEnd || events is not { Count: > 0 }))
            {
                if (await runs.FindAsync(context, run.RunId, cancellationToken) is not { } found)
                {
                    yield return (RunCursor.End, TurnEvent.Error(RunRefusals.NotFound, ""));
                    yield break;
                }

                known = found;
            }

            // Its last words may be on their way still.
            if (known.EndedAt is { } ended && (isToldOfEnd || events is null || (events.Count == 0 && time.GetUtcNow() - ended > Look)))
            {
                yield return (RunCursor.End, EndOf(known));
                yield break;
            }

            if (events is not { Count: > 0 })
            {
                await signal.WaitAsync(Look, time, cancellationToken);
            }
        }
    }

    private static TurnEvent EndOf(RunResource run) => run switch
    {
        { Answer: { } answer } => TurnEvent.Done(answer),
        { Error: { } error } => TurnEvent.Of("error", error),
        _ => TurnEvent.Error(RunRefusals.Cancelled, ""),
    };

    private async Task<IAsyncDisposable?> TryListenAsync(TenantContext context, Guid runId, WakeSignal<RunEventReader> signal, CancellationToken cancellationToken)
    {
        try
        {
            return await log.ListenAsync(context.RequiredTenantId, runId, signal, cancellationToken);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            Log.NotHeard(logger, runId, ExceptionReason.Of(exception));
            return null;
        }
    }

    // Null where Redis does not say.
    private async Task<IReadOnlyList<(string Id, TurnEvent Event)>?> TryReadAsync(TenantContext context, Guid runId, string after, CancellationToken cancellationToken)
    {
        try
        {
            return await log.ReadAsync(context.RequiredTenantId, runId, after, cancellationToken);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            Log.NotHeard(logger, runId, ExceptionReason.Of(exception));
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "A reader of run {RunId} misses events: {Reason}")]
        public static partial void NotHeard(ILogger logger, Guid runId, string reason);
    }
}
