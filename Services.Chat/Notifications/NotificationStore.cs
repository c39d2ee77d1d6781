using Nanobot.Contracts.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Trust;
using Npgsql;

namespace Nanobot.Services.Chat.Notifications;

/// <summary>The user's own notifications, under row-level security. The newest are kept, and told to the user's open sockets in the transaction that keeps them.</summary>
internal sealed class NotificationStore(TenantDb db, TimeProvider time)
{
    /// <summary>Most that are kept of one user; beyond that the oldest goes.</summary>
    public const int MostOfUser = 200;

    private const string Insert = """
        insert into chat_notification (tenant_id, user_id, notification_id, session_id, turn_id, call_key, text, labels, created_at)
        values ($1, $2, $3, $4::uuid, $5, $6, $7, $8, $9)
        on conflict do nothing
        """;

    private const string Trim = """
        delete from chat_notification where tenant_id = $1 and user_id = $2 and notification_id < (
            select notification_id from chat_notification where tenant_id = $1 and user_id = $2 order by notification_id desc offset $3 limit 1)
        """;

    private const string SelectPage = """
        select notification_id, session_id, text, labels, created_at from chat_notification
        where tenant_id = $1 and user_id = $2 and ($3::uuid is null or notification_id < $3::uuid)
        order by notification_id desc limit $4
        """;

    private const string Delete = "delete from chat_notification where tenant_id = $1 and user_id = $2 and notification_id = $3";

    /// <summary>Tells the user; false where the same call has told it before.</summary>
    public Task<bool> TellAsync(
        TenantContext context, Guid? sessionId, Guid turnId, string callKey, string text, TextLabels labels, CancellationToken cancellationToken) =>
        db.TransactionAsync(context, transaction => TellAsync(transaction, sessionId, turnId, callKey, text, labels, cancellationToken), cancellationToken);

    /// <summary>Tells the transaction's user, within it; false where the same call has told it before.</summary>
    public async Task<bool> TellAsync(
        TenantTransaction transaction, Guid? sessionId, Guid turnId, string callKey, string text, TextLabels labels, CancellationToken cancellationToken)
    {
        var (tenant, user, now) = (transaction.Context.RequiredTenantId, transaction.Context.RequiredUserId, time.GetUtcNow());
        var id = Guid.CreateVersion7(now);
        if (await transaction.ExecuteAsync(cancellationToken, new Sql(Insert, tenant, user, id, sessionId, turnId, callKey, text, LabelSet.Write(labels), now)) == 0)
        {
            return false;
        }

        await transaction.ExecuteAsync(cancellationToken, new Sql(Trim, tenant, user, MostOfUser - 1) { IsBookkeeping = true });
        await transaction.PublishAsync(new NotificationCreated(id, sessionId, text), cancellationToken);
        return true;
    }

    /// <summary>The newest, behind <paramref name="after"/>.</summary>
    public async Task<Page<Notification>> ListAsync(TenantContext context, Guid? after, PageRequest page, CancellationToken cancellationToken) =>
        page.ToPage(await db.ListAsync(context, new Sql(SelectPage, context.RequiredTenantId, context.RequiredUserId, after, page.Limit + 1), [0], Read, cancellationToken));

    /// <summary>Puts one away; false where the user has none of this id.</summary>
    public async Task<bool> DeleteAsync(TenantContext context, Guid id, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(context, new Sql(Delete, context.RequiredTenantId, context.RequiredUserId, id), cancellationToken) == 1;

    private static Notification Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.IsDBNull(1) ? null : row.GetGuid(1), row.GetString(2), LabelSet.NamesOf(LabelSet.Read(row.GetString(3)) ?? TextLabels.Other), row.GetFieldValue<DateTimeOffset>(4));
}
