using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Http;
using Npgsql;

namespace Nanobot.Services.Chat.Domain.Sessions;

/// <summary>A user's sessions: rows of the user's own, under row-level security.</summary>
internal sealed class SessionStore(TenantDb db)
{
    private const string SelectPage = """
        select session_id, title, turns, created_at, updated_at from chat_session
        where tenant_id = $1 and user_id = $2 and ($3::uuid is null or session_id < $3::uuid)
        order by session_id desc limit $4
        """;

    private const string SelectSession = """
        select session_id, title, turns, created_at, updated_at from chat_session
        where tenant_id = $1 and user_id = $2 and session_id = $3
        """;

    private const string SelectMessages = """
        select number, role, content, tool_calls, tool_call_id, tool_name, created_at from chat_message
        where tenant_id = $1 and user_id = $2 and session_id = $3 and number > $4
        order by number limit $5
        """;

    // The newest messages that fit, counted in bytes from the end; never more than a thousand.
    private const string SelectRecent = """
        select number, role, content, tool_calls, tool_call_id, tool_name, created_at
        from (
            select newest.*, sum(octet_length(content) + coalesce(octet_length(tool_calls), 0)) over (order by number desc) as behind
            from (
                select * from chat_message where tenant_id = $1 and user_id = $2 and session_id = $3
                order by number desc limit 1000) newest) counted
        where behind <= $4
        order by number
        """;

    private const string DeleteSession = "delete from chat_session where tenant_id = $1 and user_id = $2 and session_id = $3";

    public async Task<Page<Session>> ListAsync(TenantContext context, int limit, Guid? after, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync(context,
            new Sql(SelectPage, context.RequiredTenantId, context.RequiredUserId, after, limit + 1), ToSession, cancellationToken);
        return new PageRequest(limit, null).ToPage(rows, static session => session.SessionId.ToString());
    }

    public Task<Session?> FindAsync(TenantContext context, Guid sessionId, CancellationToken cancellationToken) =>
        db.QuerySingleAsync<Session>(context,
            new Sql(SelectSession, context.RequiredTenantId, context.RequiredUserId, sessionId), ToSession, cancellationToken);

    /// <summary>Messages from the one after number <paramref name="after"/> on, at most <paramref name="limit"/> + 1.</summary>
    public Task<List<StoredMessage>> MessagesAsync(
        TenantContext context, Guid sessionId, int after, int limit, CancellationToken cancellationToken) => db.QueryAsync(context,
        new Sql(SelectMessages, context.RequiredTenantId, context.RequiredUserId, sessionId, after, limit + 1), ToMessage, cancellationToken);

    /// <summary>The newest whole turns that fit in <paramref name="bytes"/>, oldest first.</summary>
    public async Task<IReadOnlyList<StoredMessage>> RecentAsync(
        TenantContext context, Guid sessionId, long bytes, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync(context,
            new Sql(SelectRecent, context.RequiredTenantId, context.RequiredUserId, sessionId, bytes), ToMessage, cancellationToken);
        return [.. rows.SkipWhile(static message => message.Role != "user")];
    }

    /// <summary>Whether there was one to delete.</summary>
    public async Task<bool> DeleteAsync(TenantContext context, Guid sessionId, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(context,
            new Sql(DeleteSession, context.RequiredTenantId, context.RequiredUserId, sessionId), cancellationToken) > 0;

    private static Session ToSession(NpgsqlDataReader row) =>
        new(row.GetGuid(0), row.GetString(1), row.GetInt32(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4));

    private static StoredMessage ToMessage(NpgsqlDataReader row) => new(
        row.GetInt32(0), row.GetString(1), row.GetString(2), Text(row, 3), Text(row, 4), Text(row, 5), row.GetFieldValue<DateTimeOffset>(6));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
