using System.Globalization;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Chat.Usage;

namespace Nanobot.Services.Chat.Sessions.Branching;

/// <summary>
/// Makes sessions that begin with what was said in another one. Whole turns are copied as they are, with the tools whose results they hold: what tells
/// whether a turn has read text of others goes along.
/// </summary>
internal sealed class SessionBranches(TenantDb db, UsageQuotas quotas, TimeProvider time)
{
    // Held until the end, so that a turn that is about to be written, or the session's deletion, waits: the copy is of one moment. It is taken before the
    // tenant's row of usage, in the order in which deleting a session takes them.
    private const string Hold = """
        select messages from chat_session where tenant_id = $1 and user_id = $2 and session_id = $3
        for share
        """;

    // The ends of turns next to a message, before it or with it, and behind it.
    private const string SelectEnds = """
        select max(number) filter (where number <= $4), min(number) filter (where number > $4)
        from (
            select max(number) as number from chat_message where tenant_id = $1 and user_id = $2 and session_id = $3
            group by turn_id) ends
        """;

    private const string InsertSession = $"""
        insert into chat_session (tenant_id, user_id, session_id, title, turns, messages, created_at, updated_at)
        select tenant_id, user_id, $4, title,
            (select count(distinct turn_id) from chat_message where tenant_id = $1 and user_id = $2 and session_id = $3 and number <= $5), $5, $6, $6
        from chat_session where tenant_id = $1 and user_id = $2 and session_id = $3
        returning {SessionSummary.Columns}
        """;

    private const string InsertTurns = """
        insert into chat_turn (tenant_id, user_id, session_id, turn_id, model, tool_calls, prompt_tokens, completion_tokens, started_at, completed_at)
        select tenant_id, user_id, $4, turn_id, model, tool_calls, prompt_tokens, completion_tokens, started_at, completed_at
        from chat_turn where tenant_id = $1 and user_id = $2 and session_id = $3 and turn_id in (
            select turn_id from chat_message where tenant_id = $1 and user_id = $2 and session_id = $3 and number <= $5)
        """;

    private const string InsertMessages = """
        insert into chat_message (tenant_id, user_id, session_id, number, turn_id, role, content, tool_calls, tool_call_id, tool_name, created_at, labels)
        select tenant_id, user_id, $4, number, turn_id, role, content, tool_calls, tool_call_id, tool_name, created_at, labels
        from chat_message where tenant_id = $1 and user_id = $2 and session_id = $3 and number <= $5
        """;

    /// <summary>The session that begins with the messages of <paramref name="sessionId"/> up to the number <paramref name="upTo"/>, or with all of them; or why there is none.</summary>
    public Task<(SessionSummary? Session, Refusal? Refusal)> MakeAsync(
        TenantContext context, Guid sessionId, int? upTo, CancellationToken cancellationToken) => db.TransactionAsync<(SessionSummary?, Refusal?)>(context, async transaction =>
    {
        var (tenant, user) = (context.RequiredTenantId, context.RequiredUserId);
        var held = await transaction.QueryAsync(new Sql(Hold, tenant, user, sessionId), static row => row.GetInt32(0), cancellationToken);
        if (held is not [var last])
        {
            return (null, SessionRefusals.NotFound);
        }

        var end = upTo ?? last;
        if (await NoEndAsync(transaction, sessionId, end, last, cancellationToken) is { } wrong)
        {
            return (null, wrong);
        }

        if (await quotas.TakeSessionAsync(transaction, cancellationToken) is { } refusal)
        {
            return (null, refusal);
        }

        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        AuditedWork.Name(id.ToString());
        var made = await transaction.QuerySingleAsync(new Sql(InsertSession, tenant, user, sessionId, id, end, now), SessionSummary.Read, cancellationToken);
        await transaction.ExecuteAsync(cancellationToken, new Sql(InsertTurns, tenant, user, sessionId, id, end), new Sql(InsertMessages, tenant, user, sessionId, id, end));
        return (made, null);
    }, cancellationToken);

    private static async Task<Refusal?> NoEndAsync(TenantTransaction transaction, Guid sessionId, int wanted, int last, CancellationToken cancellationToken)
    {
        var context = transaction.Context;
        var (before, behind) = await transaction.QuerySingleAsync(new Sql(SelectEnds, context.RequiredTenantId, context.RequiredUserId, sessionId, wanted),
            static row => (Number(row, 0), Number(row, 1)), cancellationToken);
        return before == wanted ? null : Refusals.Conflict("NOT_A_TURNS_END", string.Create(CultureInfo.InvariantCulture,
            $"A branch begins behind the last message of a turn, which {wanted} is not; the session has {last} messages.")) with
        {
            Members = new Dictionary<string, object?> { ["messages"] = last, ["turn_end_before"] = before, ["turn_end_after"] = behind },
        };

        static int? Number(Npgsql.NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
    }
}
