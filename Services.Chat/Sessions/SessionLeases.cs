using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Sessions;

/// <summary>
/// One turn at a time in a session, across replicas: a hold in the database that runs out unless it is renewed, so that
/// a process that dies blocks nobody for long.
/// </summary>
internal sealed class SessionLeases(TenantDb db, TimeProvider time)
{
    // The count is that of the row as it was updated: where the update had to wait for the turn before to be written, the
    // row that the outer select sees is older. That one only says that there is a session.
    private const string TakeStatement = """
        with taken as (
            update chat_session set lease_id = $4, lease_until = $6
            where tenant_id = $1 and user_id = $2 and session_id = $3 and (lease_until is null or lease_until <= $5 or lease_id = $7::uuid)
            returning messages)
        select (select messages from taken), exists (
            select 1 from chat_approval a
            where a.tenant_id = $1 and a.user_id = $2 and a.session_id = $3 and a.decided_at >= chat_session.updated_at)
        from chat_session
        where tenant_id = $1 and user_id = $2 and session_id = $3
        """;

    private const string RenewStatement = """
        update chat_session set lease_until = $5
        where tenant_id = $1 and user_id = $2 and session_id = $3 and lease_id = $4
        """;

    private const string ReleaseStatement = """
        update chat_session set lease_id = null, lease_until = null
        where tenant_id = $1 and user_id = $2 and session_id = $3 and lease_id = $4
        """;

    /// <summary>Takes it, and in the same round trip does <paramref name="along"/>, which reads.</summary>
    public Task<LeaseAttempt> TakeAsync(TenantContext context, Guid sessionId, TimeSpan duration, IReadOnlyList<SqlStep> along, CancellationToken cancellationToken) =>
        TakeAsync(context, sessionId, Guid.NewGuid(), null, duration, along, cancellationToken);

    /// <summary>Takes it under the id <paramref name="id"/>, also where it is still held under the id <paramref name="before"/>, whose holder works no more.</summary>
    public async Task<LeaseAttempt> TakeAsync(
        TenantContext context, Guid sessionId, Guid id, Guid? before, TimeSpan duration, IReadOnlyList<SqlStep> along, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var taken = new SqlRows<(int? Messages, bool HasDecisions)>(
            new Sql(TakeStatement, context.RequiredTenantId, context.RequiredUserId, sessionId, id, now, now + duration, before) { IsBookkeeping = true },
            static row => (row.IsDBNull(0) ? null : row.GetInt32(0), row.GetBoolean(1)));
        await db.BatchAsync(context, [taken, .. along], cancellationToken);
        return taken.Rows switch
        {
            [] => default,
            [{ Messages: { } messages, HasDecisions: var hasDecisions }, ..] => new LeaseAttempt(new Lease(sessionId, id, messages) { HasDecisions = hasDecisions }, false),
            _ => new LeaseAttempt(null, true),
        };
    }

    /// <summary>Whether the hold was still there and lasts for <paramref name="duration"/> from now on.</summary>
    public async Task<bool> RenewAsync(TenantContext context, Lease lease, TimeSpan duration, CancellationToken cancellationToken) =>
        await db.ExecuteAsync(context,
            new Sql(RenewStatement, context.RequiredTenantId, context.RequiredUserId, lease.SessionId, lease.LeaseId, time.GetUtcNow() + duration) { IsBookkeeping = true },
            cancellationToken) == 1;

    public Task ReleaseAsync(TenantContext context, Lease lease, CancellationToken cancellationToken) => db.ExecuteAsync(context,
        new Sql(ReleaseStatement, context.RequiredTenantId, context.RequiredUserId, lease.SessionId, lease.LeaseId) { IsBookkeeping = true }, cancellationToken);
}
