namespace Nanobot.Services.Tenants.Domain;

/// <summary>The plans that a tenant can be on.</summary>
internal static class TenantTier
{
    public static IReadOnlyList<string> All { get; } = ["free", "basic", "professional", "enterprise"];
}
