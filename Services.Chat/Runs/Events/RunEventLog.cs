using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using Nanobot.Services.Chat.Answers;
using StackExchange.Redis;

namespace Nanobot.Services.Chat.Runs.Events;

/// <summary>
/// The events of runs on their way to their readers, which may be lost. What became of a run is in the database, and no run fails for its
/// events.
/// </summary>
internal sealed partial class RunEventLog(IRunEventStore store, TimeProvider time, ILogger<RunEventLog> logger)
{
    /// <summary>Says in the stream that the run has ended, which is no event: how it ended is in the database.</summary>
    public const string End = "end";

    /// <summary>Opens the stream for whoever works on a run.</summary>
    public RunEventWriter Open(ClaimedRun run) => new(this, run, time, logger);

    /// <summary>Adds events, in the name of the claim.</summary>
    /// <exception cref="RedisException">Redis did not take them.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public Task AppendAsync(ClaimedRun run, IReadOnlyList<TurnEvent> events) => store.AppendAsync(run, events);

    /// <summary>The events behind the id <paramref name="after"/>, some at a time; none does not mean that there will be none.</summary>
    /// <exception cref="RedisException">Redis does not say.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public Task<IReadOnlyList<(string Id, TurnEvent Event)>> ReadAsync(string tenantId, Guid runId, string after, CancellationToken cancellationToken) =>
        store.ReadAsync(tenantId, runId, after, cancellationToken);

    /// <summary>Raises the signal whenever there is something new, until what it returns is disposed of.</summary>
    /// <exception cref="RedisException">Redis cannot be listened to.</exception>
    /// <exception cref="TimeoutException">It did not answer in time.</exception>
    public Task<IAsyncDisposable> ListenAsync(string tenantId, Guid runId, WakeSignal<RunEventReader> signal, CancellationToken cancellationToken) =>
        store.ListenAsync(tenantId, runId, signal, cancellationToken);

    /// <summary>Takes away what is on its way of runs that are gone, and lets nobody add to it; what cannot be taken away now is forgotten by itself.</summary>
    public async Task ForgetAsync(string tenantId, IReadOnlyList<Guid> runIds, CancellationToken cancellationToken)
    {
        try
        {
            await store.ForgetAsync(tenantId, runIds, cancellationToken);
        }
        catch (Exception exception) when (exception is RedisException or TimeoutException)
        {
            Log.NotForgotten(logger, runIds.Count, ExceptionReason.Of(exception));
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The events of {Count} runs that are gone stay until they are forgotten by themselves: {Reason}")]
        public static partial void NotForgotten(ILogger logger, int count, string reason);
    }
}
