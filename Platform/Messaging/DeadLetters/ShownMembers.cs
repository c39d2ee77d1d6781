using Nanobot.Contracts.Audit;
using Nanobot.Contracts.Events;

namespace Nanobot.Platform.Messaging.DeadLetters;

/// <summary>
/// The texts of events that operators are shown: ids, and codes of the platform's own. What is not listed here is withheld, as are those of a new event until it has its line:
/// what users have written, links, addresses, hashes of keys.
/// </summary>
internal static class ShownMembers
{
    /// <summary>By the type that has them, the names of its properties.</summary>
    public static IReadOnlyDictionary<Type, string[]> Texts { get; } = new Dictionary<Type, string[]>
    {
        [typeof(ApiKeyCreated)] = [nameof(ApiKeyCreated.KeyId), nameof(ApiKeyCreated.Role), nameof(ApiKeyCreated.UserId)],
        [typeof(ApiKeyRevoked)] = [nameof(ApiKeyRevoked.KeyId)],
        [typeof(ApiKeyRotated)] = [nameof(ApiKeyRotated.KeyId), nameof(ApiKeyRotated.NewKeyId)],
        [typeof(AuditEntry)] =
        [
            nameof(AuditEntry.TenantId), nameof(AuditEntry.Operation), nameof(AuditEntry.Outcome), nameof(AuditEntry.Role), nameof(AuditEntry.UserId), nameof(AuditEntry.KeyId),
            nameof(AuditEntry.TraceId),
        ],
        [typeof(JobRearmed)] = [nameof(JobRearmed.Reason), nameof(JobRearmed.FromZone), nameof(JobRearmed.ToZone)],
        [typeof(JobRunEnded)] = [nameof(JobRunEnded.Trigger), nameof(JobRunEnded.Status), nameof(JobRunEnded.ErrorCode)],
        [typeof(LimitRaiseDecided)] = [nameof(LimitRaiseDecided.UserId), nameof(LimitRaiseDecided.Scope), nameof(LimitRaiseDecided.Quota), nameof(LimitRaiseDecided.Status)],
        [typeof(LimitRaiseRequested)] = [nameof(LimitRaiseRequested.Scope), nameof(LimitRaiseRequested.Quota)],
        [typeof(ModelChanged)] = [nameof(ModelChanged.UserId)],
        [typeof(NoticePushed)] = [nameof(NoticePushed.Kind), nameof(NoticePushed.Status), nameof(NoticePushed.Form)],
        [typeof(ReportCompleted)] = [nameof(ReportCompleted.ReportType), nameof(ReportCompleted.Status), nameof(ReportCompleted.Code)],
        [typeof(ReportRequested)] = [nameof(ReportRequested.ReportType), nameof(ReportRequested.Origin)],
        [typeof(ReportShared)] = [nameof(ReportShared.Format)],
        [typeof(TenantActivated)] = [nameof(TenantActivated.TenantId)],
        [typeof(TenantAttributesChanged)] = [nameof(TenantAttributesChanged.TenantId)],
        [typeof(TenantConfigUpdated)] = [nameof(TenantConfigUpdated.TenantId), nameof(TenantConfigUpdated.Status)],
        [typeof(TenantCreated)] = [nameof(TenantCreated.TenantId), nameof(TenantCreated.Tier), nameof(TenantCreated.TimeZone)],
        [typeof(TenantDeleted)] = [nameof(TenantDeleted.TenantId)],
        [typeof(TenantExpired)] = [nameof(TenantExpired.TenantId)],
        [typeof(TenantPoliciesChanged)] = [nameof(TenantPoliciesChanged.TenantId)],
        [typeof(TenantQuotaRulesChanged)] = [nameof(TenantQuotaRulesChanged.TenantId)],
        [typeof(TenantSuspended)] = [nameof(TenantSuspended.TenantId)],
        [typeof(TenantTierChanged)] =
        [
            nameof(TenantTierChanged.TenantId), nameof(TenantTierChanged.Tier), nameof(TenantTierChanged.PreviousTier), nameof(TenantTierChanged.Status),
        ],
        [typeof(TurnCompleted)] = [nameof(TurnCompleted.Status), nameof(TurnCompleted.Code)],
        [typeof(TurnRequested)] = [nameof(TurnRequested.Purpose), nameof(TurnRequested.KeyId)],
        [typeof(UserAttributesChanged)] = [nameof(UserAttributesChanged.UserId)],
        [typeof(UserConfigUpdated)] = [nameof(UserConfigUpdated.UserId)],
        [typeof(UserCreated)] = [nameof(UserCreated.UserId), nameof(UserCreated.Language), nameof(UserCreated.TimeZone)],
        [typeof(UserQuotasChanged)] = [nameof(UserQuotasChanged.UserId)],
        [typeof(UserTokensRevoked)] = [nameof(UserTokensRevoked.UserId)],
    };

    /// <summary>Whether a text of that property may be shown.</summary>
    public static bool HasText(Type type, string property) => Texts.TryGetValue(type, out var shown) && shown.Contains(property, StringComparer.Ordinal);
}
