using Microsoft.Extensions.Logging;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Bus.Broadcasts;

/// <summary>
/// Hands what is heard to whoever hears it. An event that cannot be heard is passed over, whatever the reason: it must not keep those behind it
/// from being heard.
/// </summary>
internal sealed partial class BroadcastHearer(IEnumerable<BroadcastSubscription> subscriptions, TenantContextCodec codec, ILogger<BroadcastHearer> logger)
{
    private readonly Dictionary<string, BroadcastSubscription> _subscriptions = subscriptions.ToDictionary(subscription => subscription.Topic, StringComparer.Ordinal);

    public IReadOnlyCollection<string> Topics => _subscriptions.Keys;

    /// <summary>Hears an event of one of <see cref="Topics"/>; does not throw.</summary>
    public void Hear(string topic, byte[] data)
    {
        var received = ReceivedEvent.Parse(topic, data);
        if (!received.TryVerify(codec, out var context, out var reason))
        {
            Log.Refused(logger, received.Id, topic, reason);
            return;
        }

        try
        {
            _subscriptions[topic].Handle(received.Envelope.Data, context);
        }
        catch (Exception exception)
        {
            Log.PassedOver(logger, received.Id, topic, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Event {EventId} of {Topic} was not heard: {Reason}")]
        public static partial void Refused(ILogger logger, string eventId, string topic, string reason);

        [LoggerMessage(LogLevel.Error, "Event {EventId} of {Topic} was passed over")]
        public static partial void PassedOver(ILogger logger, string eventId, string topic, Exception exception);
    }
}
