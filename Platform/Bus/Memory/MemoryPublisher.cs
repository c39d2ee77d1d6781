using System.Text;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;

namespace Nanobot.Platform.Bus.Memory;

/// <summary>
/// Hands rows to the modules of this process. What a module has no room for waits in the outbox, and so do the events of its topic behind
/// it: an order is kept, and nothing is held twice.
/// </summary>
internal sealed class MemoryPublisher(
    MemoryBus bus, MemoryTurn turn, MessagingMetrics metrics, MessagingActivity activities, IOptions<MessagingOptions> options, TimeProvider time) : IOutboxBroker
{
    // The window is published again at each start. Who remembers something began to do so with this process: of older events there is nothing to be heard, and
    // the clocks of database and process may differ.
    private static readonly TimeSpan OldestHeard = TimeSpan.FromMinutes(10);

    public async Task<bool> KeepsAsync(OutboxMark mark, CancellationToken cancellationToken) =>
        await turn.WaitAsync(options.Value.RedisTimeout, time, cancellationToken)
            ? mark.IsKeptBy(bus.MarkOf(mark.Key))
            : throw new BrokerUnavailableException("Another process works for this module: of those that carry events in memory there can be one.");

    public Task AnnounceAsync(OutboxMark mark, CancellationToken cancellationToken)
    {
        bus.Announce(mark.Key, mark.Value);
        return Task.CompletedTask;
    }

    public async Task<IReadOnlyCollection<OutboxRow>> PublishAsync(IReadOnlyList<OutboxRow> rows, OutboxMark next, CancellationToken cancellationToken)
    {
        var taken = new List<OutboxRow>(rows.Count);
        var full = new HashSet<string>(StringComparer.Ordinal);
        // The batch's transaction stays open meanwhile; what there is no room for is for the next one.
        using var deadline = new CancellationTokenSource(options.Value.RedisTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        foreach (var row in rows)
        {
            if (!full.Contains(row.Topic) && await SendAsync(row, linked.Token))
            {
                taken.Add(row);
                metrics.Published(row.Topic, row.TenantId);
            }
            else
            {
                cancellationToken.ThrowIfCancellationRequested();
                full.Add(row.Topic);
            }
        }

        return bus.Move(next.Key, next.Value) ? taken : throw new BrokerLostEntriesException();
    }

    private async Task<bool> SendAsync(OutboxRow row, CancellationToken cancellationToken)
    {
        using var activity = activities.Publish(row, MessagingTransport.Memory.Name);
        var (entry, topic) = (new MemoryEntry(row.Topic, Encoding.UTF8.GetBytes(row.Envelope)), bus.TopicOf(row.Topic));
        try
        {
            foreach (var inbox in topic.Inboxes)
            {
                await inbox.AddAsync(entry, cancellationToken);
            }
        }
        catch (OperationCanceledException exception)
        {
            // Those who have it already get it again, and know it by its id.
            MessagingActivity.Fail(activity, exception);
            return false;
        }

        if (row.CreatedAt >= bus.Since - OldestHeard)
        {
            topic.Tell(row.Topic, entry.Data);
        }

        return true;
    }
}
