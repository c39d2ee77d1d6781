using System.Diagnostics;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Chat.Persistence;
using Nanobot.Services.Chat.Sessions;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Turns;
using Nanobot.Services.Chat.Usage;

namespace Nanobot.Services.Chat.Runs;

/// <summary>
/// Takes messages that are to be answered whatever becomes of the connection. A new session is there from then on, and takes its place among what the tenant keeps;
/// messages of one user are taken one at a time, so that what waits is counted exactly and in its order.
/// </summary>
internal sealed class RunIntake(TenantDb db, UsageQuotas quotas, IOptions<RunOptions> options, TimeProvider time)
{
    private const string InsertSession = """
        insert into chat_session (tenant_id, user_id, session_id, title, turns, messages, created_at, updated_at) values ($1, $2, $3, $4, 0, 0, $5, $5)
        """;

    private const string SelectWaiting = """
        select exists (select from chat_session where tenant_id = $1 and user_id = $2 and session_id = $3),
            exists (select from chat_session where tenant_id = $1 and user_id = $2 and session_id = $3 and lease_until > $4),
            (select count(*) from chat_run where tenant_id = $1 and user_id = $2 and session_id = $3 and ended_at is null),
            (select count(*) from chat_run where tenant_id = $1 and user_id = $2 and ended_at is null)
        """;

    private const string Insert = $"""
        insert into chat_run (tenant_id, user_id, run_id, session_id, state, question, steers, due_at, trace_parent, created_at, key_id, user_quotas, key_quotas, purpose, job_id, labels, model)
        values ($1, $2, $3, $4, 'queued', $5, $6, $7, $8::text, $7, $9::text, $10::text, $11::text, $12, $13::uuid, $14, $15::text)
        returning {StoredRun.Columns}
        """;

    /// <summary>Whether the session is at work, or has messages waiting; null where there is no such session.</summary>
    public async Task<bool?> IsBusyAsync(TenantContext context, Guid sessionId, CancellationToken cancellationToken) =>
        await db.QuerySingleAsync(context, Waiting(context, sessionId), WaitingMessages.Read, cancellationToken) is { IsThere: true } found ? found.IsBusy : null;

    /// <summary>Takes a message for a session, or with null for a new one; where the session is at work only <paramref name="behind"/> what it is at.</summary>
    public Task<(RunResource? Run, Refusal? Refusal)> AcceptAsync(
        TenantContext context, Guid? sessionId, string message, bool behind, bool steers, CancellationToken cancellationToken) =>
        db.TransactionAsync(context, transaction => AcceptAsync(transaction, new RunDraft(context, message)
        {
            SessionId = sessionId, Behind = behind, Steers = steers,
        }, cancellationToken), cancellationToken);

    /// <summary>Takes a message for the transaction's user, in that transaction; or says why not.</summary>
    public async Task<(RunResource? Run, Refusal? Refusal)> AcceptAsync(TenantTransaction transaction, RunDraft draft, CancellationToken cancellationToken)
    {
        var (context, now) = (draft.Asker, time.GetUtcNow());
        var (tenant, user) = (context.RequiredTenantId, context.RequiredUserId);
        await transaction.QueryAsync(Locks.Of(LockName.OfTenant(LockKinds.Runs, tenant, user)), static _ => true, cancellationToken);
        var session = draft.SessionId ?? Guid.CreateVersion7(now);
        var waiting = await transaction.QuerySingleAsync(Waiting(context, session), WaitingMessages.Read, cancellationToken);
        var begins = draft.SessionId is null || (draft.BeginsAs is not null && !waiting.IsThere);
        if ((begins ? RefuseMore(waiting) : Refuse(waiting, draft.Behind)) is { } refusal)
        {
            return (null, refusal);
        }

        if (begins && await BeginAsync(transaction, context, session, draft.BeginsAs ?? Turn.TitleOf(draft.Message), now, cancellationToken) is { } noPlace)
        {
            return (null, noPlace);
        }

        AuditedWork.Name(session.ToString());
        await transaction.ExecuteAsync(cancellationToken, TenantStates.Remember(context));
        var run = await transaction.QuerySingleAsync(
            new Sql(Insert, tenant, user, draft.RunId ?? Guid.CreateVersion7(now), session, draft.Message, draft.Steers, now, Activity.Current?.Id,
                context.KeyId, context.Quotas.User, context.Quotas.Key, draft.Purpose, draft.JobId, LabelSet.Write(draft.Labels), draft.Model),
            StoredRun.Read, cancellationToken);
        return (RunResource.Of(run!, user), null);
    }

    private async Task<Refusal?> BeginAsync(TenantTransaction transaction, TenantContext context, Guid sessionId, string title, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await quotas.TakeSessionAsync(transaction, context, cancellationToken) is { } refusal)
        {
            return refusal;
        }

        await transaction.ExecuteAsync(cancellationToken, new Sql(InsertSession, context.RequiredTenantId, context.RequiredUserId, sessionId, title, now));
        return null;
    }

    private Refusal? Refuse(WaitingMessages waiting, bool behind) =>
        !waiting.IsThere ? SessionRefusals.NotFound
        : !behind && waiting.IsBusy ? TurnRefusals.Of(new TurnFailure.Busy())
        : waiting.OfSession >= options.Value.MostOfSession ? RunRefusals.QueueFull(options.Value.MostOfSession)
        : RefuseMore(waiting);

    private Refusal? RefuseMore(WaitingMessages waiting) => waiting.OfUser >= options.Value.MostOfUser ? RunRefusals.TooMany(options.Value.MostOfUser) : null;

    private Sql Waiting(TenantContext context, Guid sessionId) => new(SelectWaiting, context.RequiredTenantId, context.RequiredUserId, sessionId, time.GetUtcNow());
}
