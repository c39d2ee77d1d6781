using Nanobot.Platform.Data;

namespace Nanobot.Services.Reports.Delivery.Working;

/// <summary>The rows of a claimed delivery and its digest, as long as the lease is held.</summary>
internal static class DeliveryRows
{
    /// <summary>Their condition.</summary>
    public const string Mine = "where tenant_id = $1 and user_id = $2 and subject_id = any ($3) and channel = $4 and lease_id = $5 and status = 'pending'";

    /// <summary>A statement whose first five arguments name them.</summary>
    public static Sql Statement(string text, ClaimedDelivery delivery, params object?[] more) => new(
        text,
        [delivery.Context.RequiredTenantId, delivery.Context.RequiredUserId, delivery.Parts.Select(static part => part.SubjectId).ToArray(), delivery.Channel, delivery.LeaseId, .. more]);
}
