using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Inboxes;

/// <summary>Whose an inbox is.</summary>
/// <param name="TenantId">The tenant.</param>
/// <param name="UserId">The user; null where it is the tenant's, for all users.</param>
internal sealed record InboxOwner(string TenantId, string? UserId)
{
    /// <summary>As rows have it.</summary>
    public string Key => UserId ?? "";

    /// <summary>Whose those are that a caller makes: an administrator's are the tenant's.</summary>
    public static InboxOwner Of(TenantContext context) => new(context.RequiredTenantId, context.Role == TenantRole.TenantAdmin ? null : context.RequiredUserId);
}
