using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Gateway.Credentials;

/// <summary>What the gateway itself answers to operators alone.</summary>
internal static class Operators
{
    /// <summary>Whether an operator calls, for the platform and not within a tenant, where it is that tenant's administrator and no more.</summary>
    public static bool Are(HttpContext http) => http.Features.Get<MintedContext>() is { Context: { Role: TenantRole.Operator, TenantId: null } };
}
