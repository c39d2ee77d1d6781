using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Trust;

namespace Nanobot.Services.Chat.Memory;

/// <summary>The statements that change the facts of one user, for a transaction that holds the workspace.</summary>
internal sealed class FactStatements(TenantContext context, DateTimeOffset now)
{
    private const string InsertFact = """
        insert into chat_fact
            (tenant_id, user_id, fact_id, text, kind, state, origin, session_id, turn_id, message_number, labels, consolidation_id, created_at, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8::uuid, $9::uuid, $10::integer, $11, $12::uuid, $13, $13)
        """;

    private const string KeepFact = """
        update chat_fact set state = 'kept', ended_by = null, decided_at = $4, changed_at = $4 where tenant_id = $1 and user_id = $2 and fact_id = $3
        """;

    private const string ForgetFact = """
        update chat_fact
        set state = 'forgotten', ended_by = $4, changed_at = $5, decided_at = case when state = 'quarantined' then $5 else decided_at end
        where tenant_id = $1 and user_id = $2 and fact_id = $3
        """;

    /// <summary>Writes a new fact.</summary>
    public Sql Insert(NewFact fact, string state) => new(InsertFact,
        context.RequiredTenantId, context.RequiredUserId, Guid.CreateVersion7(now), fact.Text, fact.Kind, state, fact.Origin,
        fact.SessionId, fact.TurnId, fact.MessageNumber, LabelSet.Write(fact.Labels), fact.ConsolidationId, now);

    /// <summary>Lets a fact out of quarantine.</summary>
    public Sql Keep(Guid factId) => new(KeepFact, context.RequiredTenantId, context.RequiredUserId, factId, now);

    /// <summary>Forgets a fact.</summary>
    public Sql Forget(Guid factId, string by) => new(ForgetFact, context.RequiredTenantId, context.RequiredUserId, factId, by, now);
}
