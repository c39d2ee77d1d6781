using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Scheduler.Jobs;
using Nanobot.Services.Scheduler.Observability;
using Nanobot.Services.Scheduler.Persistence;
using Npgsql;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>Finds the due jobs of all tenants, and holds them for the transaction that fires them.</summary>
internal sealed class DueJobs(PlatformDb db, TenantDb tenants, FiringPace pace, SchedulerTelemetry telemetry, IOptions<SchedulerOptions> options, TimeProvider time) : IDisposable
{
    private const int LookAhead = 2000;

    private static readonly PlatformScope Scope = new("due scan");

    // Whoever holds jobs and lives no more, or is not let run, does not hold them for longer: the server ends its transaction.
    // Rows are named by their places, and plans are made for the number of them that there is: one for any number would read the whole table, and compare each with each.
    // What has no other way than a whole table then, of one row, would be compiled for its price.
    private static readonly SqlStep[] Bounds =
    [
        SqlStep.Do(new Sql("set local idle_in_transaction_session_timeout = '10s'")), SqlStep.Do(new Sql("set local plan_cache_mode = 'force_custom_plan'")),
        SqlStep.Do(new Sql("set local enable_seqscan = off")), SqlStep.Do(new Sql("set local enable_bitmapscan = off")), SqlStep.Do(new Sql("set local jit = off")),
    ];

    // A backlog that is worked off sooner than this needs no turns.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly TenantRing _ring = new();
    private bool _backlog;
    private bool _amongIdle;

    /// <summary>Runs <paramref name="work"/> in a transaction in which jobs can be claimed and fired: all of it is done, or nothing.</summary>
    public Task<T> TransactionAsync<T>(Func<PlatformTransaction, Task<T>> work, CancellationToken cancellationToken) => db.TransactionAsync(Scope, work, cancellationToken);

    /// <summary>
    /// Claims up to a batch; none when nothing is due. The longest due go first; while more is due than a batch holds, and has been for some seconds, every
    /// other batch goes round the tenants, so that one tenant's backlog keeps nobody else waiting.
    /// </summary>
    public async Task<Claim> ClaimAsync(PlatformTransaction transaction, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await ClaimInTurnAsync(transaction, cancellationToken);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Claims a job alone; none where it is not due any more, or held by another.</summary>
    public Task<List<ClaimedJob>> ClaimAsync(PlatformTransaction transaction, ClaimedJob job, CancellationToken cancellationToken) =>
        ClaimAsync(transaction, new Sql(DueClaims.One, time.GetUtcNow(), job.TenantId, job.JobId), cancellationToken);

    /// <summary>When the next job is due, leases considered, or null when there is none in sight that may fire.</summary>
    public async Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken)
    {
        var (state, next) = await db.QuerySingleAsync(Scope, new Sql(DueClaims.NextDue, LookAhead),
            static row => (row.GetString(0), row.IsDBNull(1) ? (DateTimeOffset?)null : row.GetFieldValue<DateTimeOffset>(1)), cancellationToken);
        telemetry.Stands(FiringState.PlaceOf(state));
        return next;
    }

    /// <summary>Leaves the newest runs of a job's history.</summary>
    public Task PruneAsync(ClaimedJob job, CancellationToken cancellationToken) =>
        tenants.ExecuteAsync(job.Context, Occurrences.Prune(job.Context, job.JobId) with { IsBookkeeping = true }, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _turn.Dispose();

    private async Task<Claim> ClaimInTurnAsync(PlatformTransaction transaction, CancellationToken cancellationToken)
    {
        var size = await pace.RoomAsync(transaction, options.Value.BatchSize, cancellationToken);
        if (size == 0)
        {
            return Claim.None;
        }

        var (wasBacklog, now) = (_backlog, time.GetUtcNow());
        _backlog = false;
        if (wasBacklog && await InTurnAsync(transaction, size, cancellationToken) is { Count: > 0 } inTurn)
        {
            return ToClaim(inTurn, inTurn.Count);
        }

        if (!_amongIdle)
        {
            var first = await ReadAsync(transaction, new Sql(DueClaims.First, now, size), null, cancellationToken);
            List<ClaimedJob> jobs = [.. first.OfType<ClaimedJob>()];
            _amongIdle = first.Count - jobs.Count > size / 4;
            if (jobs.Count > 0 || first.Count < size)
            {
                _backlog = first.Count == size && IsOld(jobs, now);
                return ToClaim(jobs, first.Count);
            }
        }

        var head = new SqlRows<(bool IsCrowded, long Idle)>(new Sql(DueClaims.Crowded, now, size), static row => (row.GetBoolean(0), row.GetInt64(1)));
        List<ClaimedJob> longestDue = [.. (await ReadAsync(transaction, new Sql(DueClaims.LongestDue, now, size), head, cancellationToken)).OfType<ClaimedJob>()];
        var (isCrowded, idle) = head.Rows.Single();
        _amongIdle = idle > size / 4;
        _backlog = (longestDue.Count == size || isCrowded) && IsOld(longestDue, now);
        // Where only jobs of tenants that do not work were seen, others may be due behind them.
        var held = longestDue.Count == 0 && _backlog && !wasBacklog ? await InTurnAsync(transaction, size, cancellationToken) : longestDue;
        return ToClaim(held, held.Count);
    }

    // What the rate leaves no room for is not worth several batches at once.
    private Claim ToClaim(List<ClaimedJob> jobs, int due) => new(jobs, due >= options.Value.BatchSize);

    private static bool IsOld(List<ClaimedJob> jobs, DateTimeOffset now) => !jobs.Any(one => one.Job?.NextAt > now - Patience);

    private Task<List<ClaimedJob>> InTurnAsync(PlatformTransaction transaction, int size, CancellationToken cancellationToken) => _ring.TakeAsync(
        tenant => ClaimAsync(transaction, new Sql(DueClaims.InTurn, time.GetUtcNow(), size, tenant), cancellationToken), static job => job.TenantId);

    private static async Task<List<ClaimedJob>> ClaimAsync(PlatformTransaction transaction, Sql statement, CancellationToken cancellationToken) =>
        [.. (await ReadAsync(transaction, statement, null, cancellationToken)).OfType<ClaimedJob>()];

    // Null stands for the job of a tenant that does not work.
    private static async Task<List<ClaimedJob?>> ReadAsync(PlatformTransaction transaction, Sql statement, SqlStep? beside, CancellationToken cancellationToken)
    {
        var claimed = new SqlRows<ClaimedJob?>(statement, Map);
        await transaction.BatchAsync(beside is null ? [.. Bounds, claimed] : [.. Bounds, claimed, beside], cancellationToken);
        return claimed.Rows;
    }

    // What every row has in a form that can be read is read first: one that could not be read as a whole would hold up all others.
    private static ClaimedJob? Map(NpgsqlDataReader row)
    {
        const int first = JobRows.Count;
        if (row.IsDBNull(first + 4))
        {
            return null;
        }

        var context = TenantContext.ForWork(
            row.GetString(first + 1), row.GetString(first + 2), Text(row, first + 3), row.GetInt64(first + 4), Text(row, first + 5), Text(row, first + 6),
            Text(row, first + 8), Text(row, first + 9), Text(row, first + 10));
        var (job, fault) = RowFaults.TryRead(row, StoredJobs.Read);
        return new ClaimedJob(row.GetString(first), context, row.GetGuid(0), row.GetInt32(first + 7) + 1, job, fault,
            row.IsDBNull(first + 11) ? null : row.GetFieldValue<DateTimeOffset>(first + 11));
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
