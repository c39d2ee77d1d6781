using System.Text;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Chat.Memory;
using Nanobot.Services.Chat.Persistence;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Usage;

namespace Nanobot.Services.Chat.Turns;

/// <summary>Writes a whole turn, and frees its session, in one transaction; or nothing.</summary>
internal sealed class TurnWriter(TenantDb db, UsageQuotas quotas, DueConsolidations memory)
{
    private const string InsertSession = """
        insert into chat_session (tenant_id, user_id, session_id, title, turns, messages, created_at, updated_at)
        values ($1, $2, $3, $4, 1, $5, $6, $7)
        """;

    private const string AdvanceSession = """
        with advanced as (
            update chat_session set turns = turns + $5, messages = $6, updated_at = $7, lease_id = null, lease_until = null
            where tenant_id = $1 and user_id = $2 and session_id = $3 and lease_id = $4
            returning session_id)
        select nanobot.demand(count(*) = 1, 'session', count(*)) from advanced
        """;

    private const string LeaveSession = """
        with left_alone as (
            update chat_session set lease_id = null, lease_until = null
            where tenant_id = $1 and user_id = $2 and session_id = $3 and lease_id = $4
            returning session_id)
        select nanobot.demand(count(*) = 1, 'session', count(*)) from left_alone
        """;

    // Its messages go with it.
    private const string DeleteTurn = "delete from chat_turn where tenant_id = $1 and user_id = $2 and session_id = $3 and turn_id = $4";

    private const string InsertTurn = """
        insert into chat_turn (tenant_id, user_id, session_id, turn_id, model, tool_calls, prompt_tokens, completion_tokens, started_at, completed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
        """;

    private const string InsertMessage = """
        insert into chat_message (tenant_id, user_id, session_id, number, turn_id, role, content, tool_calls, tool_call_id, tool_name, created_at, labels)
        values ($1, $2, $3, $4, $5, $6, $7, $8::text, $9::text, $10::text, $11, $12)
        """;

    /// <summary>
    /// Writes <paramref name="turn"/> under its <paramref name="lease"/>, in the place of the turn that it replaces, or with null as the first of a new session; in one round trip.
    /// Of a quiet one only the book's. Nothing is written when the lease is no longer held, or where there is no place for another session, which is refused. What the turn's <paramref name="book"/>
    /// has to say is written with it, and what the <paramref name="model"/> was called for last.
    /// </summary>
    public async Task<(bool IsWritten, Refusal? Refusal)> WriteAsync(
        TenantContext context, Turn turn, Lease? lease, ITurnBook? book, TurnAnswer answer, ModelRun model, CancellationToken cancellationToken)
    {
        AuditedWork.Name(turn.SessionId.ToString());
        var (place, last) = (lease is null ? quotas.DemandSession(context) : null, model.Last);
        IReadOnlyList<SqlStep> steps =
        [
            .. place?.Steps ?? [], Session(context, turn, lease, answer), .. book?.Demands ?? [], .. answer.IsQuiet ? [] : Rows(context, turn, lease), .. book?.Closing(answer) ?? [],
            .. last is null ? Array.Empty<SqlStep>() : [last.Step],
        ];
        try
        {
            await db.BatchAsync(context, steps, cancellationToken);
        }
        catch (UnmetDemandException unmet)
        {
            return (false, place?.Refusal(unmet));
        }

        await (last?.WrittenAsync() ?? Task.CompletedTask);
        return (true, null);
    }

    /// <summary>What a turn has come to that is about to be written.</summary>
    public Task<RunUsage> CostAsync(TenantContext context, Guid turnId, ModelRun model, CancellationToken cancellationToken) =>
        RunUsage.OfAsync(db, context, turnId, model.Last, cancellationToken);

    private static SqlStep Session(TenantContext context, Turn turn, Lease? lease, TurnAnswer answer)
    {
        var (tenant, user, messages) = (context.RequiredTenantId, context.RequiredUserId, (lease?.Messages ?? 0) + Stored(turn, lease).Count);
        return lease is null ? SqlStep.Do(new Sql(InsertSession, tenant, user, turn.SessionId, turn.Title, messages, turn.StartedAt, turn.CompletedAt))
            : answer.IsQuiet ? SqlStep.Demand(new Sql(LeaveSession, tenant, user, turn.SessionId, lease.LeaseId) { IsBookkeeping = true })
            : SqlStep.Demand(new Sql(AdvanceSession, tenant, user, turn.SessionId, lease.LeaseId, lease.Replaces is null ? 1 : 0, messages, turn.CompletedAt));
    }

    private List<SqlStep> Rows(TenantContext context, Turn turn, Lease? lease)
    {
        var (tenant, user, outcome, messages) = (context.RequiredTenantId, context.RequiredUserId, turn.Outcome, Stored(turn, lease));
        IEnumerable<Sql> statements =
        [
            .. lease?.Replaces is { } replaced ? [new Sql(DeleteTurn, tenant, user, turn.SessionId, replaced)] : Array.Empty<Sql>(),
            new(InsertTurn, tenant, user, turn.SessionId, turn.TurnId, outcome.Model, outcome.ToolCalls,
                outcome.Usage.PromptTokens, outcome.Usage.CompletionTokens, turn.StartedAt, turn.CompletedAt),
            .. messages.Select(message => new Sql(InsertMessage, tenant, user, turn.SessionId, message.Number, turn.TurnId, message.Role,
                message.Content, StoredToolCall.Write(message.ToolCalls), message.ToolCallId, message.ToolName, message.CreatedAt, message.Labels)),
            memory.After(context, turn.SessionId, lease?.Messages ?? 0, messages.Sum(static message => (long)Encoding.UTF8.GetByteCount(message.Content)), turn.WindowBytes,
                lease?.Replaces is not null, turn.CompletedAt),
            // What is done later without anybody's request needs to know how the tenant stands.
            TenantStates.Remember(context),
        ];
        return [.. statements.Select(SqlStep.Do)];
    }

    private static IReadOnlyList<StoredMessage> Stored(Turn turn, Lease? lease) =>
        MessageMapping.ToStored(turn.Messages, turn.Outcome.Labels, turn.Outcome.Read, lease?.Messages ?? 0, turn.CompletedAt);
}
