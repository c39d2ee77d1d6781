using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;

namespace Nanobot.Services.Scheduler.Jobs;

/// <summary>Arms jobs anew that nobody changed, and says so, in the caller's transaction.</summary>
internal static class Rearming
{
    private const string Update = """
        update jobs set time_zone = $4, anchor_at = $5, next_run_at = $6::timestamptz, status = $7, updated_at = $8, lease_until = null, attempts = 0
        where tenant_id = $1 and user_id = $2 and job_id = $3
        """;

    /// <summary>Writes what became of a job that is held, and the event that tells of it where it runs at another time.</summary>
    public static async Task WriteAsync(TenantTransaction transaction, Job before, Job after, string reason, CancellationToken cancellationToken)
    {
        if (after == before)
        {
            return;
        }

        var context = transaction.Context;
        await transaction.ExecuteAsync(cancellationToken, new Sql(Update, context.RequiredTenantId, context.RequiredUserId, after.JobId,
            after.TimeZone, after.AnchorAt, after.NextAt, after.Status, after.UpdatedAt));
        if (after.NextAt != before.NextAt)
        {
            await transaction.PublishAsync(
                new JobRearmed(after.JobId, reason, before.TimeZone, after.TimeZone, before.NextAt, after.NextAt), cancellationToken);
        }
    }
}
