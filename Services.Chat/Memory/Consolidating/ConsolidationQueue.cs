using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Agent;
using Npgsql;

namespace Nanobot.Services.Chat.Memory.Consolidating;

/// <summary>
/// The sessions that are to be gone through for facts, in the database. Each is claimed by one process at a time, for as long as it renews its lease; tenants have
/// their turns. A claim says whose session it is and no more: what was said in it is read as its user.
/// </summary>
internal sealed class ConsolidationQueue(PlatformDb platform, TenantDb db, IOptions<AgentOptions> options, TimeProvider time) : IWorkQueue<ClaimedConsolidation>
{
    internal static readonly string Claim = $"""
        {FairClaim.Due("chat_consolidation", "due_at is not null")}, claimed as (
            update chat_consolidation set lease_id = gen_random_uuid(), due_at = $3, attempts = least(attempts, 1000) + 1
            where ctid = any (array(select place from due))
            returning *
        )
        select claimed.tenant_id, user_id, {TenantStates.Columns}, session_id, lease_id, through, attempts, key_id, user_quotas, key_quotas
        from claimed join {TenantStates.Table} on tenant_states.tenant_id = claimed.tenant_id
        order by claimed.tenant_id
        """;

    private const string Mine = "where tenant_id = $1 and user_id = $2 and session_id = $3 and lease_id = $4";

    private const string Renew = $"update chat_consolidation set due_at = $5 {Mine}";

    private const string Return = $"update chat_consolidation set lease_id = null, due_at = $5, attempts = attempts - $6 {Mine}";

    private const string GiveUp = $"update chat_consolidation set lease_id = null, due_at = null, attempts = 0 {Mine}";

    private const string Hold = $"select 1 from chat_consolidation {Mine} for update";

    // Turns that are written now wait for this row, and note themselves behind it.
    private const string End = """
        update chat_consolidation known
        set through = $5, lease_id = null, attempts = 0,
            bytes = case when said.messages > $5 then greatest(0, known.bytes - $6) else 0 end,
            due_at = case when said.messages <= $5 then null when $7 then $8 else greatest(known.due_at, $8) end
        from (select messages from chat_session where tenant_id = $1 and user_id = $2 and session_id = $3) said
        where known.tenant_id = $1 and known.user_id = $2 and known.session_id = $3 and known.lease_id = $4
        """;

    private static readonly PlatformScope Claims = new("claim sessions to be gone through for facts");

    private readonly TenantRing _ring = new();

    /// <summary>Takes up to <paramref name="count"/> sessions that are due, those of dead workers among them.</summary>
    public async Task<List<ClaimedConsolidation>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await _ring.TakeAsync(
            tenant => platform.QueryAsync(Claims, new Sql(Claim, now, count, now + options.Value.SessionLease, tenant) { IsBookkeeping = true }, Read, cancellationToken),
            static claim => claim.TenantId);
    }

    /// <summary>Whether the hold was still there and lasts for its whole length again.</summary>
    public async Task<bool> RenewAsync(ClaimedConsolidation claim, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(claim.Context, Statement(Renew, claim, time.GetUtcNow() + options.Value.SessionLease), cancellationToken) == 1;

    /// <summary>Gives it back for a later attempt.</summary>
    public Task RetryAsync(ClaimedConsolidation claim, TimeSpan wait, CancellationToken cancellationToken) =>
        db.ExecuteAsync(claim.Context, Statement(Return, claim, time.GetUtcNow() + wait, 0), cancellationToken);

    public Task ReturnAsync(ClaimedConsolidation work, TimeSpan wait, CancellationToken cancellationToken) =>
        db.ExecuteAsync(work.Context, Statement(Return, work, time.GetUtcNow() + wait, 1), cancellationToken);

    /// <summary>Leaves it until the session's next turn.</summary>
    public Task GiveUpAsync(ClaimedConsolidation claim, CancellationToken cancellationToken) => db.ExecuteAsync(claim.Context, Statement(GiveUp, claim), cancellationToken);

    /// <summary>Whether it is still held, in a transaction in which nobody takes it away then. The workspace is held before, by everybody.</summary>
    public static async Task<bool> HoldAsync(TenantTransaction transaction, ClaimedConsolidation claim, CancellationToken cancellationToken) =>
        await transaction.QuerySingleAsync(Statement(Hold, claim), static row => row.GetInt32(0), cancellationToken) == 1;

    /// <summary>That the session was gone through up to a message, which came to so many octets; what was said behind it is due at once where there was more than could be read. For a transaction that has <see cref="HoldAsync">held</see> it.</summary>
    public Sql Ending(ClaimedConsolidation claim, int through, long bytes, bool hasMore, TimeSpan idle) =>
        Statement(End, claim, through, bytes, hasMore, time.GetUtcNow() + (hasMore ? TimeSpan.Zero : idle));

    private static Sql Statement(string text, ClaimedConsolidation claim, params object?[] more) =>
        new(text, [claim.TenantId, claim.UserId, claim.SessionId, claim.LeaseId, .. more]) { IsBookkeeping = true };

    private static ClaimedConsolidation Read(NpgsqlDataReader row) => new(
        TenantContext.ForWork(row.GetString(0), row.GetString(1), Text(row, 2), row.GetInt64(3), Text(row, 4), Text(row, 5), Text(row, 10), Text(row, 11), Text(row, 12)),
        row.GetGuid(6), row.GetGuid(7), row.GetInt32(8), row.GetInt32(9));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
