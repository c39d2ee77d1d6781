using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Persistence;
using Nanobot.Services.Tenants.Quotas;
using Nanobot.Services.Tenants.Users;
using Npgsql;

namespace Nanobot.Services.Tenants.Features.GetUserSnapshot;

/// <summary><c>GET /internal/tenants/{tenant_id}/users/{user_id}</c>.</summary>
internal static class GetUserSnapshotEndpoint
{
    private const string Select = $"""
        select tenant_id, user_id, tokens_valid_from, own_quotas, raised_quotas from users
        where tenant_id = $1 and user_id = $2 and exists (select from tenants where tenant_id = $1 and {TenantLookup.IsThere})
        """;

    private static readonly PlatformScope Scope = new("the gateway asks whether a user exists");

    public static void MapGetUserSnapshot(this RouteGroupBuilder gateway) => gateway.MapOperation(Operations.Tenants.GetUserSnapshot, HandleAsync)
        .WithSummary("Whether a tenant has that user, and from when on its tokens count.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<UserSnapshot>, Refusal>> HandleAsync(
        [FromRoute(Name = "tenant_id")] string tenantId, [FromRoute(Name = "user_id")] string userId, PlatformDb db, TimeProvider time,
        CancellationToken cancellationToken) =>
        TenantId.IsValid(tenantId) && UserId.IsValid(userId)
        && await db.QuerySingleAsync(
            Scope, new Sql(Select, tenantId, userId), row => Read(row, time.GetUtcNow()), cancellationToken) is { } user
            ? TypedResults.Ok(user)
            : UserRefusals.NotFound;

    private static UserSnapshot Read(NpgsqlDataReader row, DateTimeOffset now) =>
        new(row.GetString(0), row.GetString(1), row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2))
        {
            Quotas = new QuotaLines(row.IsDBNull(3) ? null : row.GetString(3), row.IsDBNull(4) ? null : row.GetString(4)).InForce(now),
        };
}
