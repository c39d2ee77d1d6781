using Nanobot.Platform.Data;
using Nanobot.Platform.Data.Resealing;
using Nanobot.Platform.Tenancy.Secrets;
using Nanobot.Platform.Webhooks;

namespace Nanobot.Services.Reports.Inboxes;

/// <summary>The addresses of inboxes with the secrets by which posts to them are signed, which are kept sealed.</summary>
internal sealed class InboxAddresses(InboxTokens tokens, WebhookSeal seal, TenantSecrets secrets)
{
    private const string Kind = "inbox";

    private const string Insert = """
        insert into inbox_addresses (tenant_id, user_id, name, token_hash, secret, secret_key) values ($1, $2::text, $3, $4, $5::text, $6::text)
        """;

    private const string End = "update inbox_addresses set ends_at = $4 where tenant_id = $1 and owner = $2 and name = $3 and ends_at is null";
    private const string Forget = "delete from inbox_addresses where tenant_id = $1 and owner = $2 and name = $3 and ends_at is not null";
    private const string Current = "select token_hash, secret is not null from inbox_addresses where tenant_id = $1 and owner = $2 and name = $3 and ends_at is null";
    private const string SetSecret = "update inbox_addresses set secret = $5::text, secret_key = $6::text where tenant_id = $1 and owner = $2 and name = $3 and token_hash = $4";

    private const string Resealed = """
        select tenant_id, owner, name, token_hash, secret from inbox_addresses
        where secret_key <> $1 and (tenant_id, owner, name, token_hash) > ($3, $4, $5, $6)
        order by tenant_id, owner, name, token_hash
        limit $2
        """;

    private const string Reseal = """
        update inbox_addresses set secret = $1, secret_key = $2 where secret = $3 and tenant_id = $4 and owner = $5 and name = $6 and token_hash = $7
        """;

    /// <summary>For whoever seals them anew.</summary>
    public static SealedTable Table { get; } = new("inboxes", Resealed, ["", "", "", ""], Reseal, static row => new SealedRow(
        [row.GetString(0), row.GetString(1), row.GetString(2), row.GetString(3)],
        PlaceOf(new InboxOwner(row.GetString(0), row.GetString(1) is { Length: > 0 } user ? user : null), row.GetString(2), row.GetString(3)), row.GetString(4)));

    /// <summary>Whether secrets can be kept.</summary>
    public bool AreSealed => secrets.IsSetUp;

    /// <summary>Makes a new address, in a transaction that holds the inbox; both parts of the answer are known to nobody else.</summary>
    public async Task<(string Address, string? Secret)> MakeAsync(TenantTransaction transaction, InboxOwner owner, string name, bool isSigned, CancellationToken cancellationToken)
    {
        var token = tokens.New();
        var hash = InboxTokens.HashOf(token)!;
        var secret = isSigned ? seal.NewSecret() : null;
        var sealedText = secret is null ? null : secrets.Seal(secret, PlaceOf(owner, name, hash));
        await transaction.ExecuteAsync(cancellationToken, new Sql(Insert, owner.TenantId, owner.UserId, name, hash, sealedText, TenantSecrets.KeyOf(sealedText)));
        return (tokens.AddressOf(token), secret);
    }

    /// <summary>Ends the present address at a moment, and any former one at once.</summary>
    public static async Task EndAsync(TenantTransaction transaction, InboxOwner owner, string name, DateTimeOffset at, CancellationToken cancellationToken)
    {
        await transaction.ExecuteAsync(cancellationToken, new Sql(Forget, owner.TenantId, owner.Key, name));
        await transaction.ExecuteAsync(cancellationToken, new Sql(End, owner.TenantId, owner.Key, name, at));
    }

    /// <summary>
    /// Has posts to the present address signed, or not any more; a secret that was made is shown this once. A former address, whose sender knows of no secret or of one that is not asked for any more, ends.
    /// </summary>
    public async Task<string?> SignAsync(TenantTransaction transaction, InboxOwner owner, string name, bool isSigned, CancellationToken cancellationToken)
    {
        var known = await transaction.QueryAsync(new Sql(Current, owner.TenantId, owner.Key, name), static row => (Hash: row.GetString(0), IsSigned: row.GetBoolean(1)), cancellationToken);
        if (known is not [var current] || current.IsSigned == isSigned)
        {
            return null;
        }

        var secret = isSigned ? seal.NewSecret() : null;
        var sealedText = secret is null ? null : secrets.Seal(secret, PlaceOf(owner, name, current.Hash));
        await transaction.ExecuteAsync(cancellationToken, new Sql(Forget, owner.TenantId, owner.Key, name));
        await transaction.ExecuteAsync(cancellationToken, new Sql(SetSecret, owner.TenantId, owner.Key, name, current.Hash, sealedText, TenantSecrets.KeyOf(sealedText)));
        return secret;
    }

    /// <summary>The octets by which posts to an address are signed; null where no key opens them.</summary>
    public byte[]? KeyOf(InboxOwner owner, string name, string hash, string? sealedText) =>
        secrets.Open(sealedText, PlaceOf(owner, name, hash)) is { } secret ? WebhookKey.OctetsOf(secret) : null;

    private static SecretPlace PlaceOf(InboxOwner owner, string name, string hash) => new(owner.TenantId, owner.UserId, Kind, name, hash);
}
