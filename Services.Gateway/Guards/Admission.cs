using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Gateway.Audit;
using Nanobot.Services.Gateway.Credentials;
using Nanobot.Services.Gateway.Observability;
using Nanobot.Services.Gateway.Requests;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Guards;

/// <summary>
/// The first guards of every door: a verified credential, no other tenant than its own, a tenant that may be used, what a token stands on, and
/// what the key reaches. Whoever comes in has its principal and its context among the features of its request. To open a socket reaches nothing yet: each request of it is
/// held to the scopes.
/// </summary>
internal sealed class Admission(
    Authenticator authenticator, TenantStates tenants, TokenGuard token, VisitGuard visit, ContextMinter minter, IAuditSink audit, GatewayTelemetry telemetry, TimeProvider time)
{
    private const string Challenge = "Bearer realm=\"nanobot\"";
    private const string InvalidChallenge = Challenge + ", error=\"invalid_token\"";

    /// <summary>Null where the caller comes in.</summary>
    /// <param name="http">Its request, routed.</param>
    /// <param name="isAgain">Whether it has come in before and is looked at anew: then its coming in is not audited another time.</param>
    public async ValueTask<NotAdmitted?> CheckAsync(HttpContext http, bool isAgain = false)
    {
        // Here, so that it costs no handler of exceptions: whoever floods the gateway decides how often it comes.
        try
        {
            return await AdmitAsync(http, isAgain);
        }
        catch (CrowdedOutException crowded)
        {
            return Refuse(http, crowded.Refusal);
        }
    }

    private async ValueTask<NotAdmitted?> AdmitAsync(HttpContext http, bool isAgain)
    {
        var origin = LookupOrigin.Of(http.Connection.RemoteIpAddress);
        if (!CredentialReader.TryRead(http.Request.Headers, out var credential, out var presented)
            || await authenticator.VerifyAsync(credential.Value, origin, http.RequestAborted) is not { } principal)
        {
            return Unknown(http, presented);
        }

        if (NamedTenantGuard.Check(principal, http.Features.Get<NamedTenants>(), out var visited) is { } misnamed)
        {
            return Refuse(http, misnamed, principal);
        }

        if (visited is not null)
        {
            return await VisitAsync(http, principal, visited, origin, isAgain);
        }

        TenantSnapshot? tenant = null;
        if (principal.TenantId is { } tenantId && (tenant = await tenants.FindAsync(tenantId, origin, http.RequestAborted)) is null)
        {
            return Unknown(http, presented, principal) with { IsOfTenant = true };
        }

        if (tenant is not null && TenantActiveGuard.Check(tenant, time.GetUtcNow()) is { } inactive)
        {
            return Refuse(http, inactive, principal) with { IsOfTenant = true };
        }

        if (tenant is not null && await token.CheckAsync(principal, origin, http.RequestAborted) is { } ended)
        {
            return ReferenceEquals(ended, Refusals.AuthenticationRequired) ? Unknown(http, presented, principal) : Refuse(http, ended, principal);
        }

        if (principal.Scopes is not null && RequestedOperations.Of(http) is var operation && operation != Operations.Gateway.OpenSocket
            && ScopeGuard.Check(principal, operation) is { } outside)
        {
            return Refuse(http, outside, principal);
        }

        Admit(http, principal, tenant);
        return null;
    }

    private async ValueTask<NotAdmitted?> VisitAsync(HttpContext http, Principal principal, string tenantId, LookupOrigin origin, bool isAgain)
    {
        if (await tenants.FindAsync(tenantId, origin, http.RequestAborted) is not { } tenant)
        {
            return Refuse(http, VisitGuard.NotFound, principal) with { IsOfTenant = true };
        }

        if (VisitGuard.IsWithin(http) && TenantActiveGuard.Check(tenant, time.GetUtcNow()) is { } inactive)
        {
            return Refuse(http, inactive, principal) with { IsOfTenant = true };
        }

        if (!isAgain && visit.Check(http, principal, tenant) is { } refusal)
        {
            return Refuse(http, refusal, principal);
        }

        Admit(http, principal, VisitGuard.IsWithin(http) ? tenant : null);
        return null;
    }

    private void Admit(HttpContext http, Principal principal, TenantSnapshot? tenant)
    {
        var minted = minter.Mint(principal, tenant);
        http.Features.Set(principal);
        http.Features.Set(minted);
        http.Features.Set(minted.Context);
    }

    private NotAdmitted Unknown(HttpContext http, bool presented, Principal? principal = null) =>
        Refuse(http, Refusals.AuthenticationRequired, principal) with { Challenge = presented ? InvalidChallenge : Challenge };

    private NotAdmitted Refuse(HttpContext http, Refusal refusal, Principal? principal = null)
    {
        telemetry.Refused(refusal.Code);
        if (principal is not null)
        {
            audit.Refused(http, principal, refusal.Code);
        }

        return new NotAdmitted(refusal, IsOfTenant: false);
    }
}
