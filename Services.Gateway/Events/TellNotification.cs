using Nanobot.Contracts.Events;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Sockets.Notices;

namespace Nanobot.Services.Gateway.Events;

/// <summary>What an assistant tells its user is told to that user's open sockets, whichever replica they are at, and to no administrator: the words are the user's own.</summary>
internal sealed class TellNotification(NoticeBoard board) : IBroadcastHandler<NotificationCreated>
{
    public void Handle(NotificationCreated integrationEvent, TenantContext context) =>
        board.TellUser(context.RequiredTenantId, context.RequiredUserId, "notification.created", Operations.Chat.ListNotifications, new
        {
            notification_id = integrationEvent.NotificationId,
            session_id = integrationEvent.SessionId,
            text = integrationEvent.Text,
            user_id = context.UserId,
        });
}
