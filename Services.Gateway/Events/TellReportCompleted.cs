using Nanobot.Contracts.Events;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Sockets.Notices;

namespace Nanobot.Services.Gateway.Events;

/// <summary>A report's end is told to its user's open sockets, whichever replica they are at. Whose it is is in whose name it is told.</summary>
internal sealed class TellReportCompleted(NoticeBoard board) : IBroadcastHandler<ReportCompleted>
{
    public void Handle(ReportCompleted integrationEvent, TenantContext context) =>
        board.Tell(context.RequiredTenantId, context.UserId, "report.completed", Operations.Reports.GetReport, new
        {
            report_id = integrationEvent.ReportId,
            report_type = integrationEvent.ReportType,
            status = integrationEvent.Status,
            code = integrationEvent.Code,
            user_id = context.UserId,
        });
}
