using Nanobot.Platform.Core.Work;
using Nanobot.Services.Chat.Answers;

namespace Nanobot.Services.Chat.Runs.Events;

/// <summary>Where the events of runs are on their way, for an hour; they may be lost. What it throws is a <c>RedisException</c> or a <see cref="TimeoutException"/>.</summary>
internal interface IRunEventStore
{
    /// <summary>Adds events in the name of the claim; those of a claim that is not the latest any more are left out.</summary>
    Task AppendAsync(ClaimedRun run, IReadOnlyList<TurnEvent> events);

    /// <summary>The events behind the id <paramref name="after"/>, some at a time.</summary>
    Task<IReadOnlyList<(string Id, TurnEvent Event)>> ReadAsync(string tenantId, Guid runId, string after, CancellationToken cancellationToken);

    /// <summary>Raises the signal whenever there is something new, until what it returns is disposed of.</summary>
    Task<IAsyncDisposable> ListenAsync(string tenantId, Guid runId, WakeSignal<RunEventReader> signal, CancellationToken cancellationToken);

    /// <summary>Takes away the events of runs that are gone, and lets nobody add to them.</summary>
    Task ForgetAsync(string tenantId, IReadOnlyList<Guid> runIds, CancellationToken cancellationToken);
}
