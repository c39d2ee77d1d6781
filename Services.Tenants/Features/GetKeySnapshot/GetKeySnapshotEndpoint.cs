using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Keys;
using Nanobot.Services.Tenants.Persistence;
using Npgsql;

namespace Nanobot.Services.Tenants.Features.GetKeySnapshot;

/// <summary><c>GET /internal/tenants/{tenant_id}/keys/{key_id}</c>.</summary>
internal static class GetKeySnapshotEndpoint
{
    private const string Select = $"""
        select tenant_id, key_id, expires_at, quotas from api_keys
        where tenant_id = $1 and key_id = $2 and (expires_at is null or expires_at > $3) and (scopes is null or $4)
            and exists (select from tenants where tenant_id = $1 and {TenantLookup.IsThere})
        """;

    private static readonly PlatformScope Scope = new("the gateway asks whether the key of a token is still good");

    public static void MapGetKeySnapshot(this RouteGroupBuilder gateway) => gateway.MapOperation(Operations.Tenants.GetKeySnapshot, HandleAsync)
        .WithSummary("Whether a tenant has an API key of that id; an expired key is not found.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<KeySnapshot>, Refusal>> HandleAsync(
        [FromRoute(Name = "tenant_id")] string tenantId, [FromRoute(Name = "key_id")] string keyId, bool? scopes, PlatformDb db, TimeProvider time,
        CancellationToken cancellationToken) =>
        TenantId.IsValid(tenantId) && KeyId.IsValid(keyId)
        && await db.QuerySingleAsync(Scope, new Sql(Select, tenantId, keyId, time.GetUtcNow(), scopes is true), Read, cancellationToken) is { } key
            ? TypedResults.Ok(key)
            : KeyRefusals.NotFound;

    private static KeySnapshot Read(NpgsqlDataReader row) =>
        new(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2))
        {
            Quotas = row.IsDBNull(3) ? null : row.GetString(3),
        };
}
