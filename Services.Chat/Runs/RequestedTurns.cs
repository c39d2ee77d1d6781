using Nanobot.Contracts.Events;
using Nanobot.Contracts.Limits;
using Nanobot.Platform.Data;
using Nanobot.Services.Chat.Heartbeats;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Runs;

/// <summary>
/// Takes the turns that jobs ask for, each as a run, in the transaction of the event that asks; or tells the job why there is none. A heartbeat for which there
/// is nothing to do is over here: it is no run, and no model is asked.
/// </summary>
internal sealed class RequestedTurns(RunIntake intake)
{
    private const string IsThere = "select 1 from chat_run where tenant_id = $1 and user_id = $2 and run_id = $3";

    public async Task TakeAsync(TenantTransaction transaction, TurnRequested requested, CancellationToken cancellationToken)
    {
        var (tenant, user) = (transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId);
        if (await transaction.QuerySingleAsync(new Sql(IsThere, tenant, user, requested.RunId), static _ => true, cancellationToken))
        {
            return;
        }

        var message = requested.Message;
        if (requested.Purpose == RunPurpose.Heartbeat)
        {
            if (await HeartbeatFile.FindAsync(transaction, cancellationToken) is not { HasTasks: true } file)
            {
                await transaction.PublishAsync(TurnEnds.Idle(requested.RunId), cancellationToken);
                return;
            }

            message = file.Question;
        }

        var (_, refusal) = await intake.AcceptAsync(transaction, ToDraft(requested, message!), cancellationToken);
        if (refusal is not null)
        {
            await transaction.PublishAsync(TurnEnds.Failed(requested.RunId, refusal.Code), cancellationToken);
        }
    }

    private static RunDraft ToDraft(TurnRequested requested, string message) => new(message)
    {
        RunId = requested.RunId,
        SessionId = requested.SessionId ?? requested.JobId,
        BeginsAs = requested.SessionId is null ? requested.JobName : null,
        Behind = true,
        Purpose = requested.Purpose,
        JobId = requested.JobId,
        Labels = requested.Labels is { } labels ? LabelSet.Read(string.Join(' ', labels))!.Value : TextLabels.User,
        KeyId = requested.KeyId,
        Quotas = new OwnQuotas(null, requested.UserQuotas, requested.KeyQuotas),
    };
}
