using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Keys;
using Nanobot.Services.Tenants.Observability;
using Nanobot.Services.Tenants.Quotas;
using Npgsql;

namespace Nanobot.Services.Tenants.Features.ResolveCredential;

/// <summary><c>POST /internal/credentials/resolve</c>.</summary>
internal static class ResolveCredentialEndpoint
{
    private const int HashLength = 64;

    private const string Select = """
        select k.key_id, k.role, k.user_id, k.expires_at, t.tenant_id, t.status, t.tier, t.epoch, t.time_zone, t.trial_ends_at, k.scopes,
            t.quotas, k.quotas, u.own_quotas, u.raised_quotas
        from api_keys k left join tenants t on t.tenant_id = k.tenant_id
            left join users u on u.tenant_id = k.tenant_id and u.user_id = k.user_id
        where k.key_hash = $1 and (k.expires_at is null or k.expires_at > $2) and (k.tenant_id is null or t.status <> 'deleted')
            and (k.scopes is null or $3)
        """;

    // A gateway that does not say that it goes by scopes is of an earlier version, and would let such a key do everything.
    private static readonly PlatformScope Scope = new("the gateway resolves a credential");

    public static void MapResolveCredential(this RouteGroupBuilder gateway) => gateway.MapOperation(Operations.Tenants.ResolveCredential, HandleAsync)
        .WithSummary("Whose API key has this hash; an expired key, or one of a deleted tenant, is not found.")
        .WithBodyCheck<ResolveCredentialRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<ResolvedCredential>, Refusal>> HandleAsync(
        ResolveCredentialRequest request, bool? scopes, PlatformDb db, TimeProvider time, TenantsTelemetry telemetry, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var now = time.GetUtcNow();
        var credential = await db.QuerySingleAsync(
            Scope, new Sql(Select, Convert.FromHexString(request.KeyHash!), now, scopes is true), row => Read(row, now), cancellationToken);
        telemetry.CredentialResolved(credential is not null);
        return credential is null ? KeyRefusals.CredentialNotFound : TypedResults.Ok(credential);
    }

    private static void Check(ResolveCredentialRequest request, ValidationErrors errors) => errors.Require(
        request.KeyHash is { Length: HashLength } hash && hash.All(char.IsAsciiHexDigitLower), "key_hash", "must be 64 lower-case hexadecimal digits: the key's SHA-256");

    private static ResolvedCredential Read(NpgsqlDataReader row, DateTimeOffset now) => new(
        row.GetString(0),
        row.GetString(1),
        Text(row, 2),
        row.IsDBNull(3) ? null : row.GetFieldValue<DateTimeOffset>(3),
        row.IsDBNull(4) ? null : new TenantSnapshot(row.GetString(4), row.GetString(5), row.GetString(6), row.GetInt64(7), row.GetString(8),
            row.IsDBNull(9) ? null : row.GetFieldValue<DateTimeOffset>(9)) { Quotas = Text(row, 11) })
    {
        Scopes = row.IsDBNull(10) ? null : row.GetFieldValue<string[]>(10),
        KeyQuotas = Text(row, 12),
        UserQuotas = new QuotaLines(Text(row, 13), Text(row, 14)).InForce(now),
    };

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
