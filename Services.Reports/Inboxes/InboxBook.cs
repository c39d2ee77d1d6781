using Microsoft.Extensions.Options;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Webhooks;

namespace Nanobot.Services.Reports.Inboxes;

/// <summary>The inboxes of users, and those that administrators make for all users of their tenant.</summary>
internal sealed class InboxBook(TenantDb db, InboxAddresses addresses, IOptions<InboxOptions> options, TimeProvider time)
{
    private const string Count = "select count(*) filter (where name = $3) > 0, count(*) filter (where name <> $3) from inboxes where tenant_id = $1 and owner = $2";

    private const string Upsert = """
        insert into inboxes (tenant_id, user_id, name, is_signed, influencer, created_at, updated_at) values ($1, $2::text, $3, $4, $5::text, $6, $6)
        on conflict (tenant_id, owner, name) do update set is_signed = excluded.is_signed, influencer = excluded.influencer, updated_at = excluded.updated_at
        """;

    private const string Hold = "select is_signed from inboxes where tenant_id = $1 and owner = $2 and name = $3 for update";
    private const string Touch = "update inboxes set updated_at = $4 where tenant_id = $1 and owner = $2 and name = $3";
    private const string Delete = "delete from inboxes where tenant_id = $1 and owner = $2 and name = $3";

    /// <summary>The caller's own and the tenant's; an administrator sees the tenant's.</summary>
    public async Task<InboxList> ListAsync(TenantContext context, CancellationToken cancellationToken)
    {
        var owner = InboxOwner.Of(context);
        var rows = await db.ListAsync(context, InboxRow.All(owner.TenantId, Since, [owner.Key, ""]), [0], InboxRow.Read, cancellationToken);
        return new InboxList([.. rows.Where(static row => row.IsReadable).Select(static row => row.Value!)]);
    }

    /// <summary>Makes an inbox, or changes the one that is there; address and secret are in the answer only where they were made now.</summary>
    public Task<(InboxResource? Inbox, Refusal? Refusal)> PutAsync(TenantContext context, InboxName name, bool isSigned, InfluencerName? influencer, CancellationToken cancellationToken) =>
        isSigned && !addresses.AreSealed ? Task.FromResult<(InboxResource?, Refusal?)>((null, WebhookRefusals.NotSetUp))
        : db.TransactionAsync<(InboxResource?, Refusal?)>(context, async transaction =>
        {
            var owner = InboxOwner.Of(context);
            // Of two that want the last place, one waits for the other.
            await transaction.QueryAsync(Locks.Of(LockName.OfTenant(LockKinds.Inboxes, owner.TenantId, owner.Key)), static _ => 0, cancellationToken);
            var (isKnown, others) = await transaction.QuerySingleAsync(
                new Sql(Count, owner.TenantId, owner.Key, name.Value), static row => (row.GetBoolean(0), row.GetInt64(1)), cancellationToken);
            if (!isKnown && others >= options.Value.Most)
            {
                return (null, InboxRefusals.TooMany(options.Value.Most));
            }

            await transaction.ExecuteAsync(cancellationToken, new Sql(Upsert, owner.TenantId, owner.UserId, name.Value, isSigned, influencer?.Value, time.GetUtcNow().Truncate()));
            var (address, secret) = isKnown
                ? (null, await addresses.SignAsync(transaction, owner, name.Value, isSigned, cancellationToken))
                : await addresses.MakeAsync(transaction, owner, name.Value, isSigned, cancellationToken);
            return (await ShowAsync(transaction, owner, name.Value, address, secret, cancellationToken), null);
        }, cancellationToken);

    /// <summary>Gives an inbox another address, and another secret where posts are signed; the former ones are good for a while.</summary>
    public Task<(InboxResource? Inbox, Refusal? Refusal)> RotateAsync(TenantContext context, InboxName name, TimeSpan overlap, CancellationToken cancellationToken) =>
        db.TransactionAsync<(InboxResource?, Refusal?)>(context, async transaction =>
        {
            var (owner, now) = (InboxOwner.Of(context), time.GetUtcNow().Truncate());
            if (await transaction.QueryAsync(new Sql(Hold, owner.TenantId, owner.Key, name.Value), static row => row.GetBoolean(0), cancellationToken) is not [var isSigned])
            {
                return (null, InboxRefusals.NotFound);
            }

            if (isSigned && !addresses.AreSealed)
            {
                return (null, WebhookRefusals.NotSetUp);
            }

            await transaction.ExecuteAsync(cancellationToken, new Sql(Touch, owner.TenantId, owner.Key, name.Value, now));
            await InboxAddresses.EndAsync(transaction, owner, name.Value, now + overlap, cancellationToken);
            var (address, secret) = await addresses.MakeAsync(transaction, owner, name.Value, isSigned, cancellationToken);
            return (await ShowAsync(transaction, owner, name.Value, address, secret, cancellationToken), null);
        }, cancellationToken);

    /// <summary>Deletes an inbox with its addresses and its news; false where there is none.</summary>
    public async Task<bool> DeleteAsync(TenantContext context, InboxName name, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(context, new Sql(Delete, context.RequiredTenantId, InboxOwner.Of(context).Key, name.Value), cancellationToken) > 0;

    private DateTimeOffset Since => time.GetUtcNow() - options.Value.KeptFor;

    private async Task<InboxResource?> ShowAsync(TenantTransaction transaction, InboxOwner owner, string name, string? address, string? secret, CancellationToken cancellationToken) =>
        (await transaction.QuerySingleAsync(InboxRow.One(owner, Since, name), InboxRow.Read, cancellationToken))! with { Address = address, Secret = secret };
}
