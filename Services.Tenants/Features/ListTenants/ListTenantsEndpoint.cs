using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Features.ListTenants;

/// <summary><c>GET /tenants</c>.</summary>
internal static class ListTenantsEndpoint
{
    private const string Select = $"""
        select {TenantRow.Columns}
        from tenants
        where $1::text is null or tenant_id > $1
        order by tenant_id
        limit $2
        """;

    private static readonly PlatformScope Scope = new("an operator lists tenants");

    public static void MapListTenants(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.ListTenants, HandleAsync)
        .WithSummary("Lists all tenants by id, deleted ones included.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<TenantResource>>, Refusal>> HandleAsync(
        PageRequest page, PlatformDb db, CancellationToken cancellationToken)
    {
        if (page.After is not null && !TenantId.IsValid(page.After))
        {
            return Refusals.WrongCursor;
        }

        var rows = await db.ListAsync(Scope, new Sql(Select, page.After, page.Limit + 1),
            [0], static row => TenantResource.Of(TenantRow.Read(row)), cancellationToken);
        return TypedResults.Ok(page.ToPage(rows));
    }
}
