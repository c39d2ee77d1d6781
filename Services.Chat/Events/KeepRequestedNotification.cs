using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Inbox;
using Nanobot.Services.Chat.Notifications;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Events;

/// <summary>Keeps what a user wants to find with its assistant among what that has told it, with the labels of its words; the same twice is kept once.</summary>
internal sealed class KeepRequestedNotification(NotificationStore notifications) : IEventHandler<NotificationRequested>
{
    public Task HandleAsync(NotificationRequested integrationEvent, TenantTransaction transaction, CancellationToken cancellationToken) =>
        notifications.TellAsync(transaction, null, integrationEvent.DeliveryId, $"delivery:{integrationEvent.DeliveryId:N}", integrationEvent.Text,
            LabelSet.Read(string.Join(' ', integrationEvent.Labels)) ?? TextLabels.Other, cancellationToken);
}
