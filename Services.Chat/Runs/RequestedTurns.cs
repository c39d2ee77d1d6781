using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Heartbeats;
using Nanobot.Services.Chat.Trust;
using Npgsql;

namespace Nanobot.Services.Chat.Runs;

/// <summary>
/// Takes the turns that jobs ask for, each as a run, in the transaction of the event that asks; or tells the job why there is none. A heartbeat for which there
/// is nothing to do is over here: it is no run, and no model is asked.
/// </summary>
internal sealed class RequestedTurns(RunIntake intake)
{
    private const string SelectState = $"select {TenantStates.Columns} from {TenantStates.Table} where tenant_id = $1";

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

        var asker = await AskerAsync(transaction, requested, cancellationToken);
        var (_, refusal) = await intake.AcceptAsync(transaction, ToDraft(asker, requested, message!), cancellationToken);
        if (refusal is not null)
        {
            await transaction.PublishAsync(TurnEnds.Failed(requested.RunId, refusal.Code), cancellationToken);
        }
    }

    // The event says nothing of the tenant's amounts; they are those of this moment, as far as they are known.
    private static async Task<TenantContext> AskerAsync(TenantTransaction transaction, TurnRequested requested, CancellationToken cancellationToken)
    {
        var known = transaction.Context;
        var (tenant, user) = (known.RequiredTenantId, known.RequiredUserId);
        return await transaction.QuerySingleAsync(new Sql(SelectState, tenant), row => TenantContext.ForWork(
                tenant, user, Text(row, 0), row.GetInt64(1), Text(row, 2), Text(row, 3), requested.KeyId, requested.UserQuotas, requested.KeyQuotas), cancellationToken)
            ?? TenantContext.ForWork(tenant, user, known.Plan, known.Epoch, null, known.TimeZone, requested.KeyId, requested.UserQuotas, requested.KeyQuotas);
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private static RunDraft ToDraft(TenantContext asker, TurnRequested requested, string message) => new(asker, message)
    {
        RunId = requested.RunId,
        SessionId = requested.SessionId ?? requested.JobId,
        BeginsAs = requested.SessionId is null ? requested.JobName : null,
        Behind = true,
        Purpose = requested.Purpose,
        JobId = requested.JobId,
        Model = requested.Model,
        Labels = requested.Labels is { } labels ? LabelSet.Read(string.Join(' ', labels))!.Value : TextLabels.User,
    };
}
