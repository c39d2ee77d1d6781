using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Lifecycle;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Quotas;
using Npgsql;

namespace Nanobot.Services.Tenants.Features.ListKeys;

/// <summary><c>GET /tenants/{id}/keys</c>.</summary>
internal static class ListKeysEndpoint
{
    private const string Select = """
        select key_id, role, user_id, created_at, expires_at, quotas
        from api_keys
        where tenant_id = $1 and ($2::text is null or key_id > $2)
        order by key_id
        limit $3
        """;

    private static readonly PlatformScope Scope = new("an operator lists a tenant's keys");

    public static void MapListKeys(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.ListKeys, HandleAsync)
        .WithSummary("Lists a tenant's API keys by id, expired ones included, without the keys themselves.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Page<KeyResource>>, Refusal>> HandleAsync(
        string id, PageRequest page, PlatformDb db, CancellationToken cancellationToken)
    {
        if (await db.FindTenantAsync(Scope, id, cancellationToken) is null)
        {
            return TenantRefusals.NotFound;
        }

        var rows = await db.ListAsync(Scope, new Sql(Select, id, page.After, page.Limit + 1), [0], Read, cancellationToken);
        return TypedResults.Ok(page.ToPage(rows));
    }

    private static KeyResource Read(NpgsqlDataReader row) => new(
        row.GetString(0),
        row.GetString(1),
        row.IsDBNull(2) ? null : row.GetString(2),
        row.GetFieldValue<DateTimeOffset>(3),
        row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4),
        row.IsDBNull(5) ? null : QuotaAmounts.Of(row.GetString(5)));
}
