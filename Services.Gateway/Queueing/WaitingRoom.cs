using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Limits.Calls;

namespace Nanobot.Services.Gateway.Queueing;

/// <summary>
/// Where calls that can wait do so until a slot of their tenant is free: each tenant has a queue of its own, in which its users have their
/// turns, so that neither a tenant nor a user among its own keeps others waiting by calling more.
/// </summary>
internal sealed partial class WaitingRoom(IOptions<QueueOptions> options, TimeProvider time, ILogger<WaitingRoom> logger)
{
    private readonly ConcurrentDictionary<string, TenantQueue> _queues = new(StringComparer.Ordinal);
    private int _waiting;
    private long _number;

    /// <summary>Whether anybody waits at all; next to nothing to ask.</summary>
    public bool IsEmpty => Volatile.Read(ref _waiting) == 0;

    /// <summary>Whether calls of the tenant wait, so that others may not pass them.</summary>
    public bool IsWaitedFor(string tenantId) => !IsEmpty && _queues.TryGetValue(tenantId, out var queue) && queue.Count > 0;

    /// <summary>Waits for a slot; false where there is no room, or none became free in time. A slot that was had is the caller's to free.</summary>
    /// <param name="tenantId">The tenant.</param>
    /// <param name="meter">Its meter.</param>
    /// <param name="allowed">How many slots it has.</param>
    /// <param name="flow">Whose turn it is.</param>
    /// <param name="cost">What the call is taken to cost, in tokens.</param>
    /// <param name="wait">How long it can wait.</param>
    /// <param name="cancellationToken">The caller has gone.</param>
    public async Task<bool> WaitAsync(
        string tenantId, Meter meter, Allowed allowed, string flow, long cost, TimeSpan wait, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var ticket = new Ticket(flow, cost, Interlocked.Increment(ref _number), now, now + (wait < options.Value.LongestWait ? wait : options.Value.LongestWait));
        var queue = _queues.GetOrAdd(tenantId, _ => new TenantQueue(() => TakeAsync(meter, allowed), meter.FreeSlot, options.Value.LookEvery, time));
        if (Interlocked.Increment(ref _waiting) > options.Value.MostOfAll || !queue.TryAdd(ticket, options.Value.MostOfTenant))
        {
            Interlocked.Decrement(ref _waiting);
            return false;
        }

        try
        {
            await using var leaving = cancellationToken.UnsafeRegister(static state => ((Ticket)state!).TryAnswer(hasSlot: false), ticket);
            return await ticket.Task;
        }
        finally
        {
            queue.Leave(ticket);
            Interlocked.Decrement(ref _waiting);
            if (queue.Count == 0)
            {
                _queues.TryRemove(KeyValuePair.Create(tenantId, queue));
            }
        }
    }

    /// <summary>A slot of the tenant has become free here.</summary>
    public void Freed(string tenantId)
    {
        if (!IsEmpty && _queues.TryGetValue(tenantId, out var queue))
        {
            queue.Freed();
        }
    }

    /// <summary>All calls of the tenant that wait here, in the order of their turns.</summary>
    public IReadOnlyList<Ticket> InOrder(string tenantId) => _queues.TryGetValue(tenantId, out var queue) ? queue.InOrder() : [];

    // Those who wait have their own deadlines, whatever comes of one attempt.
    private async Task<bool> TakeAsync(Meter meter, Allowed allowed)
    {
        try
        {
            return (await meter.TakeSlotAsync(allowed, CancellationToken.None)).IsGranted;
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
