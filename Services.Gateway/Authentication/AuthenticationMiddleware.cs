using Microsoft.AspNetCore.Authorization;
using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Gateway.Guards;
using Nanobot.Services.Gateway.Observability;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Authentication;

/// <summary>
/// The first guards of every route: a verified credential, and a tenant that may be used. Every endpoint that does not
/// say that it is for anyone asks for both, so that forgetting closes a door instead of opening one.
/// </summary>
internal sealed class AuthenticationMiddleware(
    RequestDelegate next, Authenticator authenticator, TenantStates tenants, ContextMinter minter, GatewayMetrics metrics)
{
    private const string Challenge = "Bearer realm=\"nanobot\"";
    private const string InvalidChallenge = Challenge + ", error=\"invalid_token\"";

    public async Task InvokeAsync(HttpContext http)
    {
        var anyone = http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (http.GetEndpoint() is null || anyone)
        {
            await next(http);
            return;
        }

        if (!CredentialReader.TryRead(http.Request.Headers, out var credential, out var presented)
            || await authenticator.VerifyAsync(credential.Value, http.RequestAborted) is not { } principal)
        {
            await ChallengeAsync(http, presented);
            return;
        }

        TenantSnapshot? tenant = null;
        if (principal.TenantId is { } tenantId && (tenant = await tenants.FindAsync(tenantId, http.RequestAborted)) is null)
        {
            await ChallengeAsync(http, presented);
            return;
        }

        if (tenant is not null && TenantActiveGuard.Check(tenant) is { } refusal)
        {
            metrics.Refused(refusal.Code);
            await refusal.WriteAsync(http);
            return;
        }

        var minted = minter.Mint(principal, tenant);
        http.Features.Set(principal);
        http.Features.Set(minted);
        http.Features.Set(minted.Context);
        await next(http);
    }

    private Task ChallengeAsync(HttpContext http, bool presented)
    {
        metrics.Refused(Refusals.AuthenticationRequired.Code);
        http.Response.Headers.WWWAuthenticate = presented ? InvalidChallenge : Challenge;
        return Refusals.AuthenticationRequired.WriteAsync(http);
    }
}
