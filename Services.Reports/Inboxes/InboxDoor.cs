using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Webhooks;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Inboxes.Posts;

namespace Nanobot.Services.Reports.Inboxes;

/// <summary>
/// Lets in what is posted to the address of an inbox. Each time the address's row is looked at, and the tenants module is asked how its tenant stands: an address leads nowhere once it has ended, its inbox is
/// gone, or its tenant does not work.
/// </summary>
internal sealed class InboxDoor(PlatformDb platform, InboxAddresses addresses, InboxIntake intake, ITenantStandings tenants, IOptions<InboxOptions> options, TimeProvider time)
{
    private const string FindAddress = """
        select a.tenant_id, a.user_id, a.name, a.token_hash, a.secret, i.is_signed
        from inbox_addresses a join inboxes i using (tenant_id, owner, name)
        where a.token_hash = $1 and (a.ends_at is null or a.ends_at > $2)
        """;

    private static readonly PlatformScope Scope = new("follow the address of an inbox");

    /// <summary>Takes a post.</summary>
    /// <param name="token">The secret part of the address.</param>
    /// <param name="body">What was posted.</param>
    /// <param name="charset">The <c>charset</c> of its <c>Content-Type</c>, or null.</param>
    /// <param name="proof">What it says of itself.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ModuleUnavailableException">How the tenant stands is not known at the moment.</exception>
    public async Task<(InboxReceipt? Receipt, Refusal? Refusal)> TakeAsync(string token, byte[] body, string? charset, WebhookProof proof, CancellationToken cancellationToken)
    {
        if (InboxTokens.HashOf(token) is not { } hash)
        {
            return (null, InboxRefusals.Nowhere);
        }

        var rows = await platform.QueryAsync(Scope, new Sql(FindAddress, hash, time.GetUtcNow()), static row => (
            Owner: new InboxOwner(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1)), Name: row.GetString(2), Hash: row.GetString(3), Secret: row.IsDBNull(4) ? null : row.GetString(4),
            IsSigned: row.GetBoolean(5)), cancellationToken);
        if (rows is not [var found]
            || await tenants.FindAsync([found.Owner.TenantId], cancellationToken) is not [var tenant] || !(TenantStatus.TryParse(tenant.Status, out var status) && status.IsUsable))
        {
            return (null, InboxRefusals.Nowhere);
        }

        if (found.IsSigned && Doubt(addresses.KeyOf(found.Owner, found.Name, found.Hash, found.Secret), body, proof) is { } doubt)
        {
            return (null, doubt);
        }

        var context = found.Owner.UserId is { } user
            ? TenantContext.ForWork(found.Owner.TenantId, user, tenant.Tier, tenant.Epoch, tenant.Quotas, tenant.TimeZone)
            : TenantContext.ForTenantEvent(Scope, found.Owner.TenantId, tenant.Tier, tenant.Epoch);
        if (!await intake.TakeTurnAsync(context, found.Owner, found.Name, cancellationToken))
        {
            return (null, InboxRefusals.TooOften);
        }

        try
        {
            return await intake.TakeAsync(context, found.Owner, found.Name, PostReader.Read(body, charset), found.IsSigned ? KnownBy(proof) : null, cancellationToken);
        }
        catch (SourceFailedException failed)
        {
            return (null, InboxRefusals.Unreadable(failed.Reason));
        }
        catch (PostTooLongException)
        {
            return (null, InboxRefusals.TooLong(ReadPost.Most));
        }
    }

    // A secret that no key opens proves nothing.
    private Refusal? Doubt(byte[]? key, byte[] body, WebhookProof proof) =>
        !proof.IsWhole ? InboxRefusals.Unsigned
        : key is null || !proof.Proves(body, key) ? InboxRefusals.WrongSignature
        : proof.SentAt is not { } at || (at - time.GetUtcNow()).Duration() > options.Value.Tolerance ? InboxRefusals.Stale(options.Value.Tolerance)
        : null;

    // A sender that got no answer tries again under the same id, at another time.
    private static string KnownBy(WebhookProof proof) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{proof.Timestamp}\n{proof.Id}")));
}
