using Nanobot.Contracts.Events;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Sockets.Notices;

namespace Nanobot.Services.Gateway.Events;

/// <summary>How a run of a job ended is told to its user's open sockets, whichever replica they are at. Whose it is is in whose name it is told.</summary>
internal sealed class TellJobRunEnded(NoticeBoard board) : IBroadcastHandler<JobRunEnded>
{
    public void Handle(JobRunEnded integrationEvent, TenantContext context) =>
        board.Tell(context.RequiredTenantId, context.UserId, $"job.{integrationEvent.Status}", Operations.Scheduler.GetJobHistory, new
        {
            job_id = integrationEvent.JobId,
            scheduled_for = integrationEvent.ScheduledFor,
            trigger = integrationEvent.Trigger,
            status = integrationEvent.Status,
            report_id = integrationEvent.ReportId,
            run_id = integrationEvent.RunId,
            error_code = integrationEvent.ErrorCode,
            count = integrationEvent.Count,
            user_id = context.UserId,
        });
}
