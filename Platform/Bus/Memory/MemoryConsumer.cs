using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Bus.Lanes;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Platform.Bus.Memory;

/// <summary>
/// Takes up the module's topics: a tenant's events one after the other, tenants beside each other. One process of the module does so at a time, whatever
/// carries its events.
/// </summary>
internal sealed partial class MemoryConsumer(
    MemoryBus bus,
    MemoryInbox inbox,
    MemoryTurn turn,
    IEventReceiver events,
    DeadLetterMetadata describe,
    MessagingMetrics metrics,
    IExclusiveLock locks,
    Backoff backoff,
    IOptions<MessagingOptions> options,
    TimeProvider time,
    ILogger<MemoryConsumer> logger) : BackgroundService
{
    private static readonly TimeSpan StandBy = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan DrainDeadline = TimeSpan.FromSeconds(3);

    private readonly WorkerLoop _loop = new("Consuming events", StandBy, LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(ConsumeInTurnAsync, stoppingToken);

    private async Task<Next> ConsumeInTurnAsync(CancellationToken stoppingToken)
    {
        await using var active = await locks.TryTakeAsync(ModuleLock.Events, stoppingToken);
        if (active is not null)
        {
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, active.Lost);
            // What an earlier turn has left would come ahead of what is published again.
            inbox.Clear();
            turn.Begin();
            try
            {
                await ConsumeAsync(linked.Token);
            }
            finally
            {
                // What was taken and not handled is gone with the queues.
                turn.End();
                bus.Lose();
            }
        }

        return Next.After(StandBy);
    }

    private async Task ConsumeAsync(CancellationToken stopping)
    {
        using var slots = new SemaphoreSlim(options.Value.Lanes);
        var lanes = new TenantLanes<ReceivedEvent>(options.Value.MaximumHeld, (received, token) => HandleAsync(received, slots, token), stopping);
        // Until the stop, or until the lock is lost: what is left is published again.
        await new WorkerLoop("Reading events", StandBy, LongestPause, backoff, time, logger).RunAsync(token => ReadAsync(lanes, token), stopping);
        await lanes.DrainAsync().WaitAsync(DrainDeadline, time, CancellationToken.None);
    }

    private async Task<Next> ReadAsync(TenantLanes<ReceivedEvent> lanes, CancellationToken stopping)
    {
        await lanes.WaitForRoomAsync(stopping);
        var entry = await inbox.NextAsync(stopping);
        var received = ReceivedEvent.Parse(entry.Topic, entry.Data);
        lanes.Enqueue(received.Lane, received);
        return Next.AtOnce;
    }

    private async Task HandleAsync(ReceivedEvent received, SemaphoreSlim slots, CancellationToken stopping)
    {
        try
        {
            var verdict = await events.DeliverAsync(received, slots, outlastsOutage: true, stopping);
            if (verdict.DeadLetter is { } reason)
            {
                bus.PutAside(new MemoryDeadLetter(Topics.DeadLettersOf(received.Topic), received.Data, describe.Describe(received.Topic, verdict)));
                metrics.DeadLettered(received.Topic, reason);
                Log.PutAside(logger, received.Id, received.Topic, reason);
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // It is published again.
        }
        catch (Exception exception)
        {
            // Nothing of it is known to be done: every outbox publishes its window again.
            bus.Lose();
            Log.Lost(logger, received.Id, received.Topic, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Event {EventId} of {Topic} is a dead letter: {Reason}")]
        public static partial void PutAside(ILogger logger, string eventId, string topic, string reason);

        [LoggerMessage(LogLevel.Error, "Event {EventId} of {Topic} was not brought to its end and is published again")]
        public static partial void Lost(ILogger logger, string eventId, string topic, Exception exception);
    }
}
