using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Audit;

namespace Nanobot.Services.Tenants.Features.ListAudit;

/// <summary><c>GET /audit</c>.</summary>
internal static class ListAuditEndpoint
{
    public static void MapListAudit(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.ListAudit, HandleAsync)
        .WithSummary("Who did what, or was refused it, newest first: in the caller's own tenant, or everywhere for an operator.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<AuditPage>, Refusal>> HandleAsync(
        Caller caller, [AsParameters] AuditQuery query, PageRequest page, AuditReader reader, CancellationToken cancellationToken)
    {
        var (entries, refusal) = await reader.ReadAsync(caller.Context, caller.Context.TenantId, query, page, cancellationToken);
        return entries is null ? refusal! : TypedResults.Ok(entries);
    }
}
