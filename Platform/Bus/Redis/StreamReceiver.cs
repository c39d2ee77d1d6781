using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;

namespace Nanobot.Platform.Bus.Redis;

/// <summary>Brings one entry to its end: handled or put aside, then acknowledged. Whatever fails leaves it pending, to be taken up again.</summary>
internal sealed partial class StreamReceiver(
    IEventReceiver receiver,
    DeadLetters deadLetters,
    IOptions<MessagingOptions> options,
    ILogger<StreamReceiver> logger)
{
    /// <param name="deliveries">How often the entry was delivered before.</param>
    public async Task HandleAsync(
        ConsumerGroup group, StreamEntry entry, ReceivedEvent received, long deliveries, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        try
        {
            var verdict = deliveries < options.Value.MaximumDeliveries
                ? await receiver.DeliverAsync(received, slots, outlastsOutage: true, cancellationToken)
                : new Verdict(DeadLetterReason.NeverFinished, (int)deliveries);
            if (verdict.DeadLetter is { } reason)
            {
                await deadLetters.AddAsync(Topics.DeadLettersOf(entry.Topic), entry, verdict, cancellationToken);
                Log.PutAside(logger, received.Id, entry.Topic, entry.Id, reason);
            }

            await group.AcknowledgeAsync(entry, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopping: it stays pending for whoever comes next.
        }
        catch (Exception exception)
        {
            Log.LeftPending(logger, received.Id, entry.Topic, entry.Id, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Event {EventId} of {Topic} (entry {EntryId}) is a dead letter: {Reason}")]
        public static partial void PutAside(ILogger logger, string eventId, string topic, string entryId, string reason);

        [LoggerMessage(LogLevel.Warning, "Event {EventId} of {Topic} (entry {EntryId}) could not be acknowledged and will be delivered again")]
        public static partial void LeftPending(ILogger logger, string eventId, string topic, string entryId, Exception exception);
    }
}
