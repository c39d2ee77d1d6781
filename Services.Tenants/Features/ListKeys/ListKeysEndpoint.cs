using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Keys;
using Nanobot.Services.Tenants.Lifecycle;

namespace Nanobot.Services.Tenants.Features.ListKeys;

/// <summary><c>GET /tenants/{id}/keys</c>.</summary>
internal static class ListKeysEndpoint
{
    private const string Select = $"""
        select {KeyRow.Columns}
        from api_keys
        where tenant_id = $1 and ($2::text is null or key_id > $2)
        order by key_id
        limit $3
        """;

    private static readonly PlatformScope Scope = new("a tenant's keys are listed");

    public static void MapListKeys(this RouteGroupBuilder managers) => managers.MapOperation(Operations.Tenants.ListKeys, HandleAsync)
        .WithSummary("Lists a tenant's API keys by id, expired ones included, without the keys themselves.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Page<KeyResource>>, Refusal>> HandleAsync(
        string id, Caller caller, ManagedTenants managed, PageRequest page, PlatformDb db, CancellationToken cancellationToken)
    {
        if (await managed.FindAsync(caller, id, cancellationToken) is null)
        {
            return TenantRefusals.NotFound;
        }

        var rows = await db.ListAsync(Scope, new Sql(Select, id, page.After, page.Limit + 1), [0], static row => KeyResource.Of(KeyRow.Read(row)), cancellationToken);
        return TypedResults.Ok(page.ToPage(rows));
    }
}
