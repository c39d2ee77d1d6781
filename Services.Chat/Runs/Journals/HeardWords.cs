using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Turns;
using Npgsql;

namespace Nanobot.Services.Chat.Runs.Journals;

/// <summary>
/// Messages by which the user steers a turn at work. Each is a run that waits: it says which turn was told of it, and ends with that one when it is written.
/// Where that never is, the message is answered by itself, behind it.
/// </summary>
internal static class HeardWords
{
    private const string Tell = """
        with told as (
            update chat_run set told_to = $4
            where tenant_id = $1 and user_id = $2 and session_id = $3 and steers and state = 'queued' and told_to is distinct from $4
            returning place, question)
        select question from told order by place
        """;

    private const string Complete = """
        update chat_run set state = 'completed', answer = $5, ended_at = $6, started_at = coalesce(started_at, $6), lease_id = null
        where tenant_id = $1 and user_id = $2 and session_id = $3 and told_to = $4 and ended_at is null
        """;

    // Of a message that was claimed and given back there may be some.
    private const string Forget = """
        delete from chat_run_step where tenant_id = $1 and user_id = $2 and run_id in (
            select run_id from chat_run where tenant_id = $1 and user_id = $2 and session_id = $3 and told_to = $4 and state = 'completed')
        """;

    /// <summary>Takes what waits to be told to the turn, in its order.</summary>
    public static Sql Take(TenantContext context, Guid sessionId, Guid turnId) =>
        new(Tell, context.RequiredTenantId, context.RequiredUserId, sessionId, turnId) { IsBookkeeping = true };

    /// <summary>Reads what was taken.</summary>
    public static string Read(NpgsqlDataReader row) => row.GetString(0);

    /// <summary>Ends what the turn was told of, with its answer.</summary>
    public static IReadOnlyList<Sql> Closing(TenantContext context, TurnAnswer answer, DateTimeOffset now)
    {
        var (tenant, user) = (context.RequiredTenantId, context.RequiredUserId);
        return
        [
            new(Complete, tenant, user, answer.SessionId, answer.TurnId, RunAnswers.Write(answer), now),
            new(Forget, tenant, user, answer.SessionId, answer.TurnId),
        ];
    }
}
