using Nanobot.Contracts.Events;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Reports.Delivery.Push;

/// <summary>Tells the connections that the user has open: an event that every gateway hears, written with the note that it was told.</summary>
internal sealed class PushChannel : IDeliveryChannel
{
    public string Name => NotificationChannel.Push.Value;

    public Task<ChannelOutcome> TryAsync(ClaimedDelivery delivery, DeliverySubject subject, CancellationToken cancellationToken) => Task.FromResult(ChannelOutcome.Sent with
    {
        With = (transaction, token) => transaction.PublishAsync(new NoticePushed(delivery.DeliveryId, subject.Kind, subject.Id, subject.Status, subject.Title), token),
    });
}
