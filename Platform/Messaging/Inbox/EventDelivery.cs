using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Platform.Messaging.Inbox;

/// <summary>
/// Brings an event to its end: handled, or put aside after a bounded number of attempts. That the database is away is not
/// the event's fault: then it goes on trying, or gives the event back where the transport keeps it.
/// </summary>
internal sealed partial class EventDelivery(
    SubscriptionList subscriptions,
    EventDispatcher dispatcher,
    DatabaseOutage outage,
    MessagingMetrics metrics,
    Backoff backoff,
    IOptions<MessagingOptions> options,
    TimeProvider time,
    ILogger<EventDelivery> logger) : IEventReceiver
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(15);

    public IReadOnlyList<string> Topics => subscriptions.Topics;

    public async Task<Verdict> DeliverAsync(ReceivedEvent received, SemaphoreSlim slots, bool outlastsOutage, CancellationToken cancellationToken)
    {
        if (!subscriptions.TryGet(received.Topic, out var subscription))
        {
            throw new InvalidOperationException($"Nobody asked for {received.Topic}.");
        }

        var attempts = 0;
        var outages = 0;
        while (true)
        {
            var (verdict, failure) = await TryAsync(subscription, received, slots, cancellationToken);
            if (failure is null)
            {
                return verdict!;
            }

            TimeSpan wait;
            if (await outage.IsCauseOfAsync(failure, cancellationToken))
            {
                metrics.Retried(received.Topic, "database_unavailable");
                if (++outages >= options.Value.MaximumAttempts && !outlastsOutage)
                {
                    Log.Postponed(logger, received.Topic, received.Id, failure);
                    return Verdict.Postponed;
                }

                wait = backoff.After(outages, options.Value.RetryDelay, LongestWait);
                Log.Outage(logger, received.Topic, received.Id, wait.TotalSeconds, failure);
            }
            else if (++attempts >= options.Value.MaximumAttempts)
            {
                Log.GivenUp(logger, received.Topic, received.Id, attempts, failure);
                return new Verdict(DeadLetterReason.HandlerFailed, attempts, failure.GetType().FullName);
            }
            else
            {
                wait = backoff.After(attempts, options.Value.RetryDelay, LongestWait);
                metrics.Retried(received.Topic, DeadLetterReason.HandlerFailed);
                Log.Failed(logger, received.Topic, received.Id, attempts, wait.TotalSeconds, failure);
            }

            await Task.Delay(wait, time, cancellationToken);
        }
    }

    private async Task<(Verdict? Verdict, Exception? Failure)> TryAsync(
        TopicSubscription subscription, ReceivedEvent received, SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        await slots.WaitAsync(cancellationToken);
        using var deadline = new CancellationTokenSource(options.Value.HandlerTimeout, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return (await dispatcher.DispatchAsync(subscription, received, linked.Token), null);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, exception);
        }
        finally
        {
            slots.Release();
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Event {EventId} of {Topic} is given back: the database is away")]
        public static partial void Postponed(ILogger logger, string topic, string eventId, Exception exception);

        [LoggerMessage(LogLevel.Warning, "Event {EventId} of {Topic} waits for the database; next try in {Seconds:0.0} s")]
        public static partial void Outage(ILogger logger, string topic, string eventId, double seconds, Exception exception);

        [LoggerMessage(LogLevel.Warning, "Handling event {EventId} of {Topic} failed (attempt {Attempt}); next try in {Seconds:0.0} s")]
        public static partial void Failed(ILogger logger, string topic, string eventId, int attempt, double seconds, Exception exception);

        [LoggerMessage(LogLevel.Error, "Handling event {EventId} of {Topic} failed {Attempts} times; it is put aside")]
        public static partial void GivenUp(ILogger logger, string topic, string eventId, int attempts, Exception exception);
    }
}
