using Nanobot.Platform.Data;

namespace Nanobot.Services.Reports.Delivery.Working;

/// <summary>The row of a claimed delivery, as long as the lease is held.</summary>
internal static class DeliveryRows
{
    /// <summary>Its condition.</summary>
    public const string Mine = "where tenant_id = $1 and user_id = $2 and subject_id = $3 and channel = $4 and lease_id = $5 and status = 'pending'";

    /// <summary>A statement whose first five arguments name it.</summary>
    public static Sql Statement(string text, ClaimedDelivery delivery, params object?[] more) =>
        new(text, [delivery.Context.RequiredTenantId, delivery.Context.RequiredUserId, delivery.SubjectId, delivery.Channel, delivery.LeaseId, .. more]);
}
