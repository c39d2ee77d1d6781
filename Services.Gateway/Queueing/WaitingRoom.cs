using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Queueing;

/// <summary>
/// Where calls that can wait do so until a slot is free: there is a queue for each tenant, in which its users have their
/// turns, so that neither a tenant nor a user among its own keeps others waiting by calling more; and one for each user or key that is short of slots of its own.
/// </summary>
internal sealed partial class WaitingRoom(IOptions<QueueOptions> options, TimeProvider time, ILogger<WaitingRoom> logger)
{
    // By the scopes of their meters.
    private readonly ConcurrentDictionary<LimitScope, SlotQueue> _queues = new();
    private readonly ConcurrentDictionary<string, int> _ofTenants = new(StringComparer.Ordinal);
    private int _waiting;
    private long _number;

    /// <summary>Whether anybody waits at all; next to nothing to ask.</summary>
    public bool IsEmpty => Volatile.Read(ref _waiting) == 0;

    /// <summary>Whether calls wait for slots of it, so that others may not pass them.</summary>
    public bool IsWaitedFor(Meter meter) => !IsEmpty && _queues.TryGetValue(meter.Scope, out var queue) && queue.Count > 0;

    /// <summary>Waits for a slot; false where there is no room, or none became free in time. A slot that was had is the caller's to free.</summary>
    /// <param name="turn">Who waits, and how long.</param>
    /// <param name="meter">Counts the slots.</param>
    /// <param name="allowed">How many there are.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    public async Task<bool> WaitAsync(Turn turn, Meter meter, Allowed allowed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ticket = new Ticket(
            turn.Flow, turn.Cost, Interlocked.Increment(ref _number), now, now + (turn.Wait < options.Value.LongestWait ? turn.Wait : options.Value.LongestWait));
        var isRoom = Interlocked.Increment(ref _waiting) <= options.Value.MostOfAll;
        isRoom &= _ofTenants.AddOrUpdate(turn.TenantId, 1, static (_, count) => count + 1) <= options.Value.MostOfTenant;
        try
        {
            return isRoom && await LineUpAsync(ticket, meter, allowed, cancellationToken);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
            _ofTenants.AddOrUpdate(turn.TenantId, 0, static (_, count) => count - 1);
            _ofTenants.TryRemove(KeyValuePair.Create(turn.TenantId, 0));
        }
    }

    /// <summary>A slot has become free here.</summary>
    public void Freed(Meter meter)
    {
        if (!IsEmpty && _queues.TryGetValue(meter.Scope, out var queue))
        {
            queue.Freed();
        }
    }

    /// <summary>All calls of the tenant that wait here, with the scope whose slots they wait for and their place there; 1 is next.</summary>
    public IEnumerable<(LimitScope Scope, int Place, Ticket Ticket)> InOrder(string tenantId) =>
        from queue in _queues
        where queue.Key.TenantId == tenantId
        orderby queue.Key.Text
        from place in queue.Value.InOrder().Index()
        select (queue.Key, place.Index + 1, place.Item);

    private async Task<bool> LineUpAsync(Ticket ticket, Meter meter, Allowed allowed, CancellationToken cancellationToken)
    {
        var queue = QueueOf(meter);
        while (!queue.TryAdd(ticket, allowed))
        {
            // Its last caller is just leaving it.
            _queues.TryRemove(KeyValuePair.Create(meter.Scope, queue));
            queue = QueueOf(meter);
        }

        try
        {
            await using var leaving = cancellationToken.UnsafeRegister(static state => ((Ticket)state!).TryAnswer(hasSlot: false), ticket);
            return await ticket.Task;
        }
        finally
        {
            if (queue.Leave(ticket))
            {
                _queues.TryRemove(KeyValuePair.Create(meter.Scope, queue));
            }
        }
    }

    private SlotQueue QueueOf(Meter meter) => _queues.GetOrAdd(
        meter.Scope, _ => new SlotQueue(allowed => TakeAsync(meter, allowed), () => Free(meter), options.Value.LookEvery, time));

    private void Free(Meter meter)
    {
        meter.PutBack(CallLimit.Slots);
        Freed(meter);
    }

    // Those who wait have their own deadlines, whatever comes of one attempt.
    private async Task<bool> TakeAsync(Meter meter, Allowed allowed)
    {
        try
        {
            return (await meter.TakeAsync(CallLimit.Slots, allowed, CancellationToken.None)).IsGranted;
        }
        catch (Exception exception)
        {
            Log.NotTaken(logger, ExceptionReason.Of(exception));
            return false;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "A slot could not be asked for: {Reason}")]
        public static partial void NotTaken(ILogger logger, string reason);
    }
}
