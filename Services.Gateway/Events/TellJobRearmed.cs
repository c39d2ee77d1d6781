using Nanobot.Contracts.Events;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Gateway.Sockets.Notices;

namespace Nanobot.Services.Gateway.Events;

/// <summary>That a job runs at another time, though nobody changed it, is told to its user's open sockets.</summary>
internal sealed class TellJobRearmed(NoticeBoard board) : IBroadcastHandler<JobRearmed>
{
    public void Handle(JobRearmed integrationEvent, TenantContext context) =>
        board.Tell(context.RequiredTenantId, context.UserId, "job.rearmed", Operations.Scheduler.GetJobHistory, new
        {
            job_id = integrationEvent.JobId,
            reason = integrationEvent.Reason,
            from_zone = integrationEvent.FromZone,
            to_zone = integrationEvent.ToZone,
            old_next_run_at = integrationEvent.OldNextRunAt,
            next_run_at = integrationEvent.NextRunAt,
            user_id = context.UserId,
        });
}
