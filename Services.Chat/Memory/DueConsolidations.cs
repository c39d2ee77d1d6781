using Microsoft.Extensions.Options;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Memory;

/// <summary>Notes with each turn when its session is to be gone through for facts: once nothing more was said for a while, or at once where what is new fills half of what the model reads.</summary>
internal sealed class DueConsolidations(IOptions<MemoryOptions> options)
{
    private const int Share = 2;

    // Of a session that an older version began, and of a branch, what comes from here on. Where a turn took another one's place, what is made of that one
    // now counts no more; else whoever is at work goes on, and nobody beside it.
    private const string Note = """
        insert into chat_consolidation as known (tenant_id, user_id, session_id, through, bytes, due_at, key_id, user_quotas, key_quotas)
        values ($1, $2, $3, $4, $5, case when $5 >= $6 then $7 else $8 end, $10::text, $11::text, $12::text)
        on conflict (tenant_id, user_id, session_id) do update
        set through = least(known.through, excluded.through), bytes = known.bytes + excluded.bytes,
            due_at = greatest(case when known.bytes + excluded.bytes >= $6 then $7 else $8 end, case when not $9 and known.lease_id is not null then known.due_at end),
            lease_id = case when $9 then null else known.lease_id end,
            key_id = excluded.key_id, user_quotas = excluded.user_quotas, key_quotas = excluded.key_quotas
        """;

    /// <summary>The note, for the transaction that writes a turn.</summary>
    /// <param name="context">Whose turn it is.</param>
    /// <param name="sessionId">Its session.</param>
    /// <param name="behind">The messages that were there before it.</param>
    /// <param name="bytes">Octets of its own messages.</param>
    /// <param name="window">Octets that the model reads at once.</param>
    /// <param name="replaces">Whether it takes the place of the session's last turn.</param>
    /// <param name="now">When it ended.</param>
    public Sql After(TenantContext context, Guid sessionId, int behind, long bytes, long window, bool replaces, DateTimeOffset now) => new(Note,
        context.RequiredTenantId, context.RequiredUserId, sessionId, behind, bytes, Math.Max(1, window / Share), now, now + options.Value.Idle, replaces,
        context.KeyId, context.Quotas.User, context.Quotas.Key)
    {
        IsBookkeeping = true,
    };
}
