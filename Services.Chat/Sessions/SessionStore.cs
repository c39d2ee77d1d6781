using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Approvals;
using Nanobot.Services.Chat.Persistence;

namespace Nanobot.Services.Chat.Sessions;

/// <summary>What a turn needs to know of the user's sessions: rows of the user's own, under row-level security.</summary>
internal sealed class SessionStore(TenantDb db)
{
    // The newest messages that fit, counted in bytes from the end; never more than a thousand.
    private const string SelectRecent = $"""
        select {StoredMessage.Columns}, behind
        from (
            select newest.*, sum(octet_length(content) + coalesce(octet_length(tool_calls), 0)) over (order by number desc) as behind
            from (
                select * from chat_message where tenant_id = $1 and user_id = $2 and session_id = $3 and number <= coalesce($5::int, (
                    select messages from chat_session where tenant_id = $1 and user_id = $2 and session_id = $3))
                order by number desc limit 1000) newest) counted
        where behind <= $4
        order by number
        """;

    private const string SelectLast = $"""
        select {StoredMessage.Columns}, turn_id from chat_message
        where tenant_id = $1 and user_id = $2 and session_id = $3 and turn_id = (
            select turn_id from chat_message where tenant_id = $1 and user_id = $2 and session_id = $3
            order by number desc limit 1)
        order by number limit 3
        """;

    private const string SelectExists = "select 1 from chat_session where tenant_id = $1 and user_id = $2 and session_id = $3";

    /// <summary>
    /// Reads the newest messages that fit in <paramref name="bytes"/>, oldest first, each with the bytes from it to the end; of the first <paramref name="messages"/> of the session, or with null of all.
    /// </summary>
    public static SqlList<(StoredMessage Message, long Bytes)> Recent(TenantContext context, Guid sessionId, long bytes, int? messages) => new(
        new Sql(SelectRecent, context.RequiredTenantId, context.RequiredUserId, sessionId, bytes, messages), [0], static row => (StoredMessage.Read(row), row.GetInt64(8)));

    /// <summary>Of what was read the newest whole turns that fit in <paramref name="bytes"/>.</summary>
    public static IReadOnlyList<StoredMessage> Fitting(List<StoredRow<(StoredMessage Message, long Bytes)>> rows, long bytes)
    {
        // A turn without one of its messages would be another turn: what is remembered begins after the last that cannot be read.
        var readable = rows.Skip(rows.FindLastIndex(static row => !row.IsReadable) + 1).Readable();
        return [.. readable.SkipWhile(row => row.Bytes > bytes).Select(static row => row.Message).SkipWhile(static message => message.Role != "user")];
    }

    /// <summary>The last turn and what the user said in it, with the call that was approved by it and its result, where it began so; null where there is none that begins with the user's words.</summary>
    public async Task<(Guid TurnId, StoredMessage Question, IReadOnlyList<StoredMessage> Approved)?> LastTurnAsync(TenantContext context, Guid sessionId, CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync(context, new Sql(SelectLast, context.RequiredTenantId, context.RequiredUserId, sessionId),
            static row => (TurnId: row.GetGuid(8), Question: StoredMessage.Read(row)), cancellationToken);
        return rows is not [{ Question.Role: "user" } first, ..] ? null : (first.TurnId, first.Question,
            rows is [_, { Question.ToolCalls: [{ Id: var call }] }, { Question.ToolCallId: var result }] && call == result && call.StartsWith(Approval.CallPrefix, StringComparison.Ordinal)
                ? [.. rows.Skip(1).Select(static row => row.Question)]
                : []);
    }

    public async Task<bool> ExistsAsync(TenantContext context, Guid sessionId, CancellationToken cancellationToken) =>
        await db.QuerySingleAsync(context, new Sql(SelectExists, context.RequiredTenantId, context.RequiredUserId, sessionId),
            static row => row.GetInt32(0), cancellationToken) == 1;
}
