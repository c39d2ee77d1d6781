using Nanobot.Contracts.Events;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Sockets.Notices;

namespace Nanobot.Services.Gateway.Events;

/// <summary>What a user wants to be told is told to its open sockets, whichever replica they are at, and to nobody else.</summary>
internal sealed class TellNotice(NoticeBoard board) : IBroadcastHandler<NoticePushed>
{
    private const string Alert = "alert";

    public void Handle(NoticePushed integrationEvent, TenantContext context) =>
        board.TellUser(context.RequiredTenantId, context.RequiredUserId, "notice.pushed", integrationEvent.Kind == Alert ? Operations.Reports.GetAlerts : Operations.Reports.GetReport, new
        {
            delivery_id = integrationEvent.DeliveryId,
            kind = integrationEvent.Kind,
            subject_id = integrationEvent.SubjectId,
            status = integrationEvent.Status,
            title = integrationEvent.Title,
            link = integrationEvent.Link,
            form = integrationEvent.Form,
            count = integrationEvent.Items?.Count ?? 1,
            items = integrationEvent.Items,
            user_id = context.UserId,
        });
}
