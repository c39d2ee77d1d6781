using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Platform.Data.Resealing;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Secrets;
using Nanobot.Platform.Webhooks;
using Npgsql;

namespace Nanobot.Services.Reports.Delivery.Webhooks;

/// <summary>Keeps the addresses that users want told, their secrets sealed.</summary>
internal sealed class WebhookBook(TenantDb db, WebhookSeal seal, TimeProvider time)
{
    // Of all that a user has sealed: one address.
    private const string Name = "delivery";

    private const string Upsert = """
        insert into delivery_webhooks (tenant_id, user_id, url, content, secret, secret_key, updated_at) values ($1, $2, $3, $4, $5, $6, $7)
        on conflict (tenant_id, user_id) do update
        set url = excluded.url, content = excluded.content, secret = excluded.secret, secret_key = excluded.secret_key, updated_at = excluded.updated_at, paused_at = null
        """;

    private const string Rotate = "update delivery_webhooks set secret = $4, secret_key = $5, updated_at = $6 where tenant_id = $1 and user_id = $2 and url = $3";

    private const string Delete = "delete from delivery_webhooks where tenant_id = $1 and user_id = $2";

    private const string Resealed = """
        select tenant_id, user_id, url, secret from delivery_webhooks
        where secret_key <> $1 and (tenant_id, user_id) > ($3, $4)
        order by tenant_id, user_id
        limit $2
        """;

    private const string Reseal = "update delivery_webhooks set secret = $1, secret_key = $2 where secret = $3 and tenant_id = $4 and user_id = $5";

    /// <summary>For whoever seals them anew.</summary>
    public static SealedTable Table { get; } = new("addresses of users", Resealed, ["", ""], Reseal, ReadSealed);

    /// <summary>The user has none.</summary>
    public static Refusal NotFound { get; } = Refusals.NotFound("WEBHOOK_NOT_FOUND", "webhook");

    /// <summary>That of a user; null where it has none.</summary>
    public Task<WebhookEndpoint?> FindAsync(TenantContext context, CancellationToken cancellationToken) => db.QuerySingleAsync<WebhookEndpoint?>(context, WebhookEndpoint.Of(context), WebhookEndpoint.Read, cancellationToken);

    /// <summary>
    /// Keeps an address. The secret is the one that is given; else, towards the address that is told already, the one that it has; else a new one, which is shown this once.
    /// </summary>
    public async Task<(WebhookEndpoint Kept, string? Made)> PutAsync(TenantContext context, string url, string content, string? secret, CancellationToken cancellationToken) =>
        await db.TransactionAsync(context, async transaction =>
        {
            var known = await transaction.QuerySingleAsync(WebhookEndpoint.Of(context), WebhookEndpoint.Read, cancellationToken);
            var kept = secret is null && known?.Url == url ? seal.Open(known.Secret, PlaceOf(context, url))?.Secret : null;
            var made = secret is null && kept is null ? seal.NewSecret() : null;
            var endpoint = new WebhookEndpoint(url, content, Seal(context, url, secret ?? kept ?? made!), time.GetUtcNow().Truncate(), null);
            await transaction.ExecuteAsync(cancellationToken, new Sql(Upsert, context.RequiredTenantId, context.RequiredUserId, url, content, endpoint.Secret, TenantSecrets.KeyOf(endpoint.Secret), endpoint.UpdatedAt));
            return (endpoint, made);
        }, cancellationToken);

    /// <summary>Gives the address a new secret, which is shown this once; null where there is none.</summary>
    public async Task<(WebhookEndpoint Kept, string? Made)?> RotateAsync(TenantContext context, CancellationToken cancellationToken)
    {
        if (await FindAsync(context, cancellationToken) is not { } known)
        {
            return null;
        }

        var (made, now) = (seal.NewSecret(), time.GetUtcNow().Truncate());
        var sealedText = Seal(context, known.Url, made);
        var rotated = await db.ExecuteAsync(context, new Sql(Rotate, context.RequiredTenantId, context.RequiredUserId, known.Url, sealedText, TenantSecrets.KeyOf(sealedText), now), cancellationToken);
        return rotated == 1 ? (known with { Secret = sealedText, UpdatedAt = now }, made) : null;
    }

    /// <summary>Tells it nothing any more; false where there is none.</summary>
    public async Task<bool> DeleteAsync(TenantContext context, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(context, new Sql(Delete, context.RequiredTenantId, context.RequiredUserId), cancellationToken) > 0;

    /// <summary>The secret of an address; null where no key opens it.</summary>
    public WebhookSecret? Open(TenantContext context, WebhookEndpoint endpoint) => seal.Open(endpoint.Secret, PlaceOf(context, endpoint.Url));

    private string Seal(TenantContext context, string url, string secret) => seal.Seal(new WebhookSecret(secret, new Dictionary<string, string>()), PlaceOf(context, url));

    private static SecretPlace PlaceOf(TenantContext context, string url) => WebhookSeal.PlaceOf(context.RequiredTenantId, context.RequiredUserId, Name, url);

    private static SealedRow ReadSealed(NpgsqlDataReader row) => new(
        [row.GetString(0), row.GetString(1)], WebhookSeal.PlaceOf(row.GetString(0), row.GetString(1), Name, row.GetString(2)), row.GetString(3));
}
