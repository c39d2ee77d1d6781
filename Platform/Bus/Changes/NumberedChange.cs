namespace Nanobot.Platform.Bus.Changes;

/// <summary>A change of what gateways remember of a tenant.</summary>
/// <param name="Number">Its place in the order of all changes, without gaps.</param>
/// <param name="TenantId">The tenant, or <c>*</c> for all.</param>
public readonly record struct NumberedChange(long Number, string TenantId);
