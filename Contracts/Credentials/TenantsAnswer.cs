namespace Nanobot.Contracts.Credentials;

/// <summary>Answer of <c>POST /internal/tenants/states</c>.</summary>
/// <param name="Tenants">Those that there are, deleted ones included, as they stood after the question was asked.</param>
public sealed record TenantsAnswer(IReadOnlyList<TenantSnapshot> Tenants);
