using Nanobot.Platform.Data;

namespace Nanobot.Services.Scheduler.Webhooks.Delivering;

/// <summary>The row of a claimed delivery, as long as the lease is held.</summary>
internal static class DeliveryRows
{
    /// <summary>Its condition.</summary>
    public const string Mine = "where tenant_id = $1 and user_id = $2 and job_id = $3 and scheduled_for = $4 and lease_id = $5";

    /// <summary>A statement whose first five arguments name it.</summary>
    public static Sql Statement(string text, ClaimedDelivery delivery, params object?[] more) =>
        new(text, [delivery.Context.RequiredTenantId, delivery.Context.RequiredUserId, delivery.JobId, delivery.ScheduledFor, delivery.LeaseId, .. more]);
}
