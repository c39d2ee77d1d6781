namespace Nanobot.Services.Tenants.Raises;

/// <summary>Where a request for a raise stands.</summary>
internal static class RaiseStatus
{
    public const string Pending = "pending";
    public const string Approved = "approved";
    public const string Rejected = "rejected";
}
