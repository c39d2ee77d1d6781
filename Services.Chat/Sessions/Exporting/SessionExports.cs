using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Persistence;

namespace Nanobot.Services.Chat.Sessions.Exporting;

/// <summary>Reads a session for its export, some messages after the others, so that one of any length takes no more memory and holds no connection while it goes out.</summary>
internal sealed class SessionExports(TenantDb db)
{
    private const int MostAtOnce = 50;
    private const int OctetsAtOnce = 256 * 1024;

    private const string SelectSession = $"""
        select {SessionSummary.Columns}, last.number, last.turn_id from chat_session
        left join lateral (
            select number, turn_id from chat_message
            where tenant_id = $1 and user_id = $2 and chat_message.session_id = chat_session.session_id
            order by number desc limit 1) last on true
        where tenant_id = $1 and user_id = $2 and session_id = $3
        """;

    // Up to so many octets, and one message at the least. As long as the last message is of the turn that it was of nothing before it has changed.
    private const string SelectMessages = $"""
        select {StoredMessage.Columns}
        from (
            select next.*, sum(octet_length(content) + coalesce(octet_length(tool_calls), 0)) over (order by number)
                - octet_length(content) - coalesce(octet_length(tool_calls), 0) as ahead
            from (
                select * from chat_message where tenant_id = $1 and user_id = $2 and session_id = $3 and number > $4 and number <= $5
                order by number limit $7) next) counted
        where ahead < $8 and exists (
            select from chat_message where tenant_id = $1 and user_id = $2 and session_id = $3 and number = $5 and turn_id = $6)
        order by number
        """;

    /// <summary>The session; null where the user has no such.</summary>
    public Task<ExportedSession?> FindAsync(TenantContext context, Guid sessionId, CancellationToken cancellationToken) => db.QuerySingleAsync(context,
        new Sql(SelectSession, context.RequiredTenantId, context.RequiredUserId, sessionId),
        static row => new ExportedSession(SessionSummary.Read(row), row.IsDBNull(5) ? null : (row.GetInt32(5), row.GetGuid(6))), cancellationToken);

    /// <summary>The messages behind the number <paramref name="after"/>, of which there must be some; none where they are no longer what they were.</summary>
    public Task<List<StoredRow<HistoryMessage>>> ReadAsync(TenantContext context, ExportedSession exported, int after, CancellationToken cancellationToken) =>
        db.ListAsync(context,
            new Sql(SelectMessages, context.RequiredTenantId, context.RequiredUserId, exported.Session.SessionId, after, exported.Last!.Value.Number, exported.Last.Value.Turn, MostAtOnce, OctetsAtOnce),
            [0], static row => HistoryMessage.Of(StoredMessage.Read(row)), cancellationToken);
}
