using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Audit;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.ListTenantAudit;

/// <summary><c>GET /tenants/{id}/audit</c>.</summary>
internal static class ListTenantAuditEndpoint
{
    private static readonly PlatformScope Scope = new("an operator reads a tenant's audit");

    public static void MapListTenantAudit(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.ListTenantAudit, HandleAsync)
        .WithSummary("Who did what in a tenant, or was refused it, newest first; a deleted tenant included for operators.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<AuditPage>, Refusal>> HandleAsync(
        string id, Caller caller, [AsParameters] AuditQuery query, PageRequest page, AuditReader reader, PlatformDb db, CancellationToken cancellationToken)
    {
        var isThere = caller.Context.HasTenant
            ? caller.Context.TenantId == id
            : await db.FindEvenDeletedTenantAsync(Scope, id, cancellationToken) is not null;
        if (!isThere)
        {
            return TenantRefusals.NotFound;
        }

        var (entries, refusal) = await reader.ReadAsync(caller.Context, id, query, page, cancellationToken);
        return entries is null ? refusal! : TypedResults.Ok(entries);
    }
}
