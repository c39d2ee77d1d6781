using Microsoft.AspNetCore.Authorization;
using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Gateway.Audit;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Observability;
using Nanobot.Services.Gateway.Requests;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// The first guards of every route: a verified credential, no other tenant than its own, a tenant that may be used, what a token stands on, and what the key reaches. Every endpoint
/// that does not say that it is for anyone asks for all of them, so that forgetting closes a door instead of opening one.
/// </summary>
internal sealed class AuthenticationMiddleware(
    RequestDelegate next, Authenticator authenticator, TenantStates tenants, TokenGuard token, VisitGuard visit, ContextMinter minter, IAuditSink audit,
    GatewayTelemetry telemetry, TimeProvider time)
{
    private const string Challenge = "Bearer realm=\"nanobot\"";
    private const string InvalidChallenge = Challenge + ", error=\"invalid_token\"";

    public async Task InvokeAsync(HttpContext http)
    {
        if (await CheckAsync(http))
        {
            await next(http);
        }
    }

    // Here, so that it costs no handler of exceptions: whoever floods the gateway decides how often it comes.
    private async ValueTask<bool> CheckAsync(HttpContext http)
    {
        try
        {
            return await AdmitAsync(http);
        }
        catch (CrowdedOutException crowded)
        {
            await RefuseAsync(http, crowded.Refusal);
            return false;
        }
    }

    private async ValueTask<bool> AdmitAsync(HttpContext http)
    {
        var anyone = http.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null;
        if (http.GetEndpoint() is null || anyone)
        {
            return true;
        }

        var origin = LookupOrigin.Of(http.Connection.RemoteIpAddress);
        if (!CredentialReader.TryRead(http.Request.Headers, out var credential, out var presented)
            || await authenticator.VerifyAsync(credential.Value, origin, http.RequestAborted) is not { } principal)
        {
            await ChallengeAsync(http, presented);
            return false;
        }

        if (NamedTenantGuard.Check(principal, http.Features.Get<NamedTenants>(), out var visited) is { } misnamed)
        {
            await RefuseAsync(http, misnamed, principal);
            return false;
        }

        if (visited is not null)
        {
            return await VisitAsync(http, principal, visited, origin);
        }

        TenantSnapshot? tenant = null;
        if (principal.TenantId is { } tenantId && (tenant = await tenants.FindAsync(tenantId, origin, http.RequestAborted)) is null)
        {
            await ChallengeAsync(http, presented, principal);
            return false;
        }

        if ((tenant is null ? null : TenantActiveGuard.Check(tenant, time.GetUtcNow()) ?? await token.CheckAsync(principal, origin, http.RequestAborted)
            ?? (principal.Scopes is null ? null : ScopeGuard.Check(principal, RequestedOperations.Of(http)))) is { } refusal)
        {
            if (ReferenceEquals(refusal, Refusals.AuthenticationRequired))
            {
                await ChallengeAsync(http, presented, principal);
                return false;
            }

            await RefuseAsync(http, refusal, principal);
            return false;
        }

        Admit(http, principal, tenant);
        return true;
    }

    private async ValueTask<bool> VisitAsync(HttpContext http, Principal principal, string tenantId, LookupOrigin origin)
    {
        var tenant = await tenants.FindAsync(tenantId, origin, http.RequestAborted);
        var refusal = tenant is null ? VisitGuard.NotFound
            : (VisitGuard.IsWithin(http) ? TenantActiveGuard.Check(tenant, time.GetUtcNow()) : null) ?? visit.Check(http, principal, tenant);
        if (refusal is not null)
        {
            await RefuseAsync(http, refusal, principal);
            return false;
        }

        Admit(http, principal, VisitGuard.IsWithin(http) ? tenant : null);
        return true;
    }

    private void Admit(HttpContext http, Principal principal, TenantSnapshot? tenant)
    {
        var minted = minter.Mint(principal, tenant);
        http.Features.Set(principal);
        http.Features.Set(minted);
        http.Features.Set(minted.Context);
    }

    private Task ChallengeAsync(HttpContext http, bool presented, Principal? principal = null)
    {
        http.Response.Headers.WWWAuthenticate = presented ? InvalidChallenge : Challenge;
        return RefuseAsync(http, Refusals.AuthenticationRequired, principal);
    }

    private Task RefuseAsync(HttpContext http, Refusal refusal, Principal? principal = null)
    {
        telemetry.Refused(refusal.Code);
        if (principal is not null)
        {
            audit.Refused(http, principal, refusal.Code);
        }

        return refusal.WriteAsync(http);
    }
}
