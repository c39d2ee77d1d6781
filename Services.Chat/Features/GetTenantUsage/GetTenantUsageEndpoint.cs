using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Usage;

namespace Nanobot.Services.Chat.Features.GetTenantUsage;

/// <summary><c>GET /internal/tenants/{tenant_id}/usage</c>.</summary>
internal static class GetTenantUsageEndpoint
{
    private const string Select = $"select {TenantUsage.Columns} from tenant_usage where tenant_id = $1";

    private static readonly PlatformScope Scope = new("the gateway asks what a tenant keeps");

    public static void MapGetTenantUsage(this RouteGroupBuilder gateway) => gateway.MapOperation(Operations.Chat.GetTenantUsage, HandleAsync)
        .WithSummary("How many sessions a tenant keeps, and how many octets its workspaces hold; nothing of one that is not known.");

    private static async Task<Ok<TenantUsage>> HandleAsync(
        [FromRoute(Name = "tenant_id")] string tenantId, PlatformDb db, CancellationToken cancellationToken) => TypedResults.Ok(
        (TenantId.IsValid(tenantId) ? await db.QuerySingleAsync(Scope, new Sql(Select, tenantId), TenantUsage.Read, cancellationToken) : null) ?? TenantUsage.None);
}
