using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Metering;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Chat.Agent;
using Nanobot.Services.Chat.Persistence;
using Nanobot.Services.Chat.Runs.Journals;
using Nanobot.Services.Chat.Trust;
using Npgsql;

namespace Nanobot.Services.Chat.Runs.Working;

/// <summary>
/// The runs that wait. Claiming gives a lease, which every later step names; of a session only the first may be claimed, and only while nobody else is at
/// work in it. Tenants have their turns. A claim says whose a run is and no more, which every row does: what is to be done is read by the attempt.
/// </summary>
internal sealed class RunQueue(PlatformDb platform, TenantDb db, IOptions<AgentOptions> options, TimeProvider time) : IWorkQueue<ClaimedRun>
{
    // Whoever holds the session under the run's own lease has died: else the run could not be claimed.
    private const string Waiting = """
        ended_at is null
        and not exists (
            select from chat_run earlier
            where earlier.tenant_id = chat_run.tenant_id and earlier.user_id = chat_run.user_id and earlier.session_id = chat_run.session_id
                and earlier.ended_at is null and earlier.place < chat_run.place)
        and not exists (
            select from chat_session held
            where held.tenant_id = chat_run.tenant_id and held.user_id = chat_run.user_id and held.session_id = chat_run.session_id
                and held.lease_until > $1 and held.lease_id is distinct from chat_run.lease_id)
        """;

    internal static readonly string Claim = $"""
        {FairClaim.Due("chat_run", Waiting)}, claimed as (
            update chat_run
            set state = 'running', claims = chat_run.claims + 1, attempts = least(chat_run.attempts, 1000) + 1,
                previous_lease_id = chat_run.lease_id, lease_id = gen_random_uuid(), due_at = $3, started_at = coalesce(chat_run.started_at, $1)
            where ctid = any (array(select place from due))
            returning *
        )
        select claimed.tenant_id, user_id, {TenantStates.Columns}, run_id, session_id, lease_id, previous_lease_id, claims, attempts, trace_parent, key_id, user_quotas, key_quotas, job_id
        from claimed join {TenantStates.Table} on tenant_states.tenant_id = claimed.tenant_id
        order by claimed.tenant_id
        """;

    private const string Mine = "where tenant_id = $1 and user_id = $2 and run_id = $3 and lease_id = $4 and ended_at is null";

    private const string SelectWish = $"select question, purpose, labels, cancel_asked_at is not null, model from chat_run {Mine}";

    private const string SelectSteps = $"select {StoredStep.Columns} from chat_run_step where tenant_id = $1 and user_id = $2 and run_id = $3";

    private const string RenewSession = "update chat_session set lease_until = $5 where tenant_id = $1 and user_id = $2 and session_id = $3 and lease_id = $4";

    private const string Renew = $"update chat_run set due_at = $5 {Mine} returning cancel_asked_at is not null";

    private const string FreeSession = """
        update chat_session set lease_id = null, lease_until = null where tenant_id = $1 and user_id = $2 and session_id = $3 and lease_id = $4
        """;

    private const string End = $"update chat_run set state = $5, error = $6::text, ended_at = $7, lease_id = null {Mine}";

    private const string Return = $"update chat_run set state = 'queued', lease_id = null, due_at = $5, attempts = attempts - $6 {Mine}";

    // The words that steered it have had no answer: they are said again, behind it.
    private const string Untell = "update chat_run set told_to = null where tenant_id = $1 and user_id = $2 and session_id = $3 and told_to = $4 and ended_at is null";

    private const string Forget = "delete from chat_run_step where tenant_id = $1 and user_id = $2 and run_id = $3";

    private static readonly PlatformScope Claims = new("claim runs");

    private readonly TenantRing _ring = new();

    /// <summary>Takes up to <paramref name="count"/> runs that are due, those of dead workers among them.</summary>
    public async Task<List<ClaimedRun>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await _ring.TakeAsync(
            tenant => platform.QueryAsync(Claims, new Sql(Claim, now, count, now + options.Value.SessionLease, tenant) { IsBookkeeping = true }, Read, cancellationToken),
            static run => run.TenantId);
    }

    /// <summary>What is to be done; null where the lease is lost.</summary>
    public async Task<RunWish?> WishAsync(ClaimedRun run, CancellationToken cancellationToken) => await db.TransactionAsync(run.Context, async transaction =>
    {
        var wish = await transaction.QueryAsync(Statement(SelectWish, run), static row => (Question: row.GetString(0), Purpose: row.GetString(1), Labels: Text(row, 2), IsCancelled: row.GetBoolean(3), Model: Text(row, 4)), cancellationToken);
        return wish is [var found]
            ? new RunWish(found.Question, found.Purpose, LabelSet.Read(found.Labels) ?? TextLabels.User, found.IsCancelled, found.Model,
                RunSteps.Of(await transaction.QueryAsync(new Sql(SelectSteps, run.TenantId, run.UserId, run.RunId), StoredStep.Read, cancellationToken)))
            : null;
    }, cancellationToken);

    /// <summary>Prolongs the hold on the run and its session: whether somebody wants it cancelled, or null where the hold is lost.</summary>
    public Task<bool?> RenewAsync(ClaimedRun run, CancellationToken cancellationToken) => db.TransactionAsync<bool?>(run.Context, async transaction =>
    {
        // Sessions are taken before their runs, by everybody: at once with a turn that is being written this would wait for it, and it for this.
        var until = time.GetUtcNow() + options.Value.SessionLease;
        await transaction.ExecuteAsync(cancellationToken, new Sql(RenewSession, run.TenantId, run.UserId, run.SessionId, run.LeaseId, until) { IsBookkeeping = true });
        return await transaction.QueryAsync(Statement(Renew, run, until), static row => row.GetBoolean(0), cancellationToken) is [var isCancelled] ? isCancelled : null;
    }, cancellationToken);

    /// <summary>Ends the run without an answer, where it is <paramref name="idle"/> since there was nothing to do; false where the lease is lost.</summary>
    public Task<bool> EndAsync(ClaimedRun run, string state, StoredRunError? error, CancellationToken cancellationToken, bool idle = false) => db.TransactionAsync(run.Context, async transaction =>
    {
        // The session first, as always.
        await transaction.ExecuteAsync(cancellationToken, Free(run));
        if (await transaction.ExecuteAsync(cancellationToken, Statement(End, run, state, error is null ? null : StoredJson.Write(error), time.GetUtcNow())) == 0)
        {
            return false;
        }

        await transaction.ExecuteAsync(cancellationToken,
            new Sql(Untell, run.TenantId, run.UserId, run.SessionId, run.RunId) { IsBookkeeping = true },
            new Sql(Forget, run.TenantId, run.UserId, run.RunId) { IsBookkeeping = true });
        if (run.JobId is not null)
        {
            var cost = idle ? null : await RunUsage.OfAsync(transaction, run.RunId, cancellationToken);
            await transaction.PublishAsync(idle ? TurnEnds.Idle(run.RunId) : error is null ? TurnEnds.Cancelled(run.RunId, cost) : TurnEnds.Failed(run.RunId, error.Code, cost), cancellationToken);
        }

        return true;
    }, cancellationToken);

    /// <summary>Gives the run back for a later attempt.</summary>
    public Task RetryAsync(ClaimedRun run, TimeSpan wait, CancellationToken cancellationToken) => ReturnAsync(run, wait, 0, cancellationToken);

    public Task ReturnAsync(ClaimedRun work, TimeSpan wait, CancellationToken cancellationToken) => ReturnAsync(work, wait, 1, cancellationToken);

    private Task ReturnAsync(ClaimedRun run, TimeSpan wait, int uncounted, CancellationToken cancellationToken) => db.TransactionAsync(run.Context,
        transaction => transaction.ExecuteAsync(cancellationToken, Free(run), Statement(Return, run, time.GetUtcNow() + wait, uncounted)), cancellationToken);

    private static Sql Free(ClaimedRun run) => new(FreeSession, run.TenantId, run.UserId, run.SessionId, run.LeaseId) { IsBookkeeping = true };

    private static Sql Statement(string text, ClaimedRun run, params object?[] more) =>
        new(text, [run.TenantId, run.UserId, run.RunId, run.LeaseId, .. more]) { IsBookkeeping = true };

    private static ClaimedRun Read(NpgsqlDataReader row) => new(
        TenantContext.ForWork(row.GetString(0), row.GetString(1), Text(row, 2), row.GetInt64(3), Text(row, 4), Text(row, 5), Text(row, 13), Text(row, 14), Text(row, 15)),
        row.GetGuid(6), row.GetGuid(7), row.GetGuid(8), row.IsDBNull(9) ? null : row.GetGuid(9), row.GetInt32(10), row.GetInt32(11), Text(row, 12), row.IsDBNull(16) ? null : row.GetGuid(16));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
