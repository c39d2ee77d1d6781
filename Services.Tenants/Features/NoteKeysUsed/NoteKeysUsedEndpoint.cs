using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Credentials;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Tenants.Keys;

namespace Nanobot.Services.Tenants.Features.NoteKeysUsed;

/// <summary><c>POST /internal/keys/used</c>.</summary>
internal static class NoteKeysUsedEndpoint
{
    // Told by several gateways, each about once a minute, in any order.
    private const string Update = """
        update api_keys set last_used_at = least(used.at, $4)
        from unnest($1::text[], $2::text[], $3::timestamptz[]) as used (tenant_id, key_id, at)
        where api_keys.key_id = used.key_id and api_keys.tenant_id = used.tenant_id
            and (api_keys.last_used_at is null or api_keys.last_used_at < least(used.at, $4))
        """;

    private static readonly PlatformScope Scope = new("the gateway notes which keys are used");

    public static void MapNoteKeysUsed(this RouteGroupBuilder gateway) => gateway.MapOperation(Operations.Tenants.NoteKeysUsed, HandleAsync)
        .WithSummary("Notes when API keys were used last; those that are not there are passed over.")
        .WithBodyCheck<KeysUsed>(static (used, _, errors) => Check(used, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(KeysUsed used, PlatformDb db, TimeProvider time, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(used, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        // In the order of the keys, so that two gateways never wait for each other.
        var uses = used.Uses.Where(static use => TenantId.IsValid(use.TenantId) && KeyId.IsValid(use.KeyId)).OrderBy(static use => use.KeyId, StringComparer.Ordinal).ToList();
        await db.ExecuteAsync(Scope, new Sql(Update,
            uses.Select(static use => use.TenantId).ToArray(), uses.Select(static use => use.KeyId).ToArray(), uses.Select(static use => use.UsedAt.ToUniversalTime()).ToArray(), time.GetUtcNow()), cancellationToken);
        return TypedResults.NoContent();
    }

    private static void Check(KeysUsed used, ValidationErrors errors) => errors.Require(
        used.Uses is { Count: <= KeysUsed.Most } uses && uses.All(static use => use is { TenantId: not null, KeyId: not null }), "uses", $"must be at most {KeysUsed.Most} uses of keys");
}
