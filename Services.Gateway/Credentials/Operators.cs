using Nanobot.Contracts.Operations;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;

namespace Nanobot.Services.Gateway.Credentials;

/// <summary>What the gateway itself answers to operators alone.</summary>
internal static class Operators
{
    /// <summary>Refuses whoever is no operator that calls for the platform: within a tenant one is that tenant's administrator and no more.</summary>
    public static ValueTask<object?> OnlyAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next) =>
        invocation.HttpContext.Features.Get<MintedContext>() is { Context: { Role: TenantRole.Operator, TenantId: null } }
            ? next(invocation)
            : ValueTask.FromResult<object?>(AccessRefusals.Needs(Access.Operator));
}
