using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Scheduler.Firing;

/// <summary>Finds the due jobs of all tenants and takes leases on them: all that is done outside a tenant's scope.</summary>
internal sealed class DueJobs(PlatformDb db, IOptions<SchedulerOptions> options, TimeProvider time)
{
    private const int LookAhead = 2000;

    private static readonly PlatformScope Scope = new("due scan");

    private readonly TenantRing _ring = new();
    private bool _backlog;

    /// <summary>
    /// Claims up to a batch; none when nothing is due. The longest due go first; while more is due than a batch holds, every
    /// other batch goes round the tenants, so that one tenant's backlog keeps nobody else waiting.
    /// </summary>
    public async Task<List<ClaimedJob>> ClaimAsync(CancellationToken cancellationToken)
    {
        var wasBacklog = _backlog;
        _backlog = false;
        if (wasBacklog && await InTurnAsync(cancellationToken) is { Count: > 0 } inTurn)
        {
            return inTurn;
        }

        var (longestDue, isCrowded) = await LongestDueAsync(cancellationToken);
        _backlog = isCrowded || longestDue.Count == options.Value.BatchSize;
        // Where only jobs of tenants that do not work were seen, others may be due behind them.
        return longestDue.Count == 0 && isCrowded && !wasBacklog ? await InTurnAsync(cancellationToken) : longestDue;
    }

    /// <summary>Gives claims back: they are due again at once, and the attempt does not count. What was changed since the claim stays as it is.</summary>
    public async Task ReturnAsync(IReadOnlyCollection<ClaimedJob> claims, CancellationToken cancellationToken)
    {
        if (claims.Count > 0)
        {
            await db.ExecuteAsync(Scope, new Sql(DueClaims.Return,
                claims.Select(static claim => claim.TenantId).ToArray(), claims.Select(static claim => claim.UserId).ToArray(),
                claims.Select(static claim => claim.JobId).ToArray(), claims.Select(static claim => claim.Attempts).ToArray()), cancellationToken);
        }
    }

    /// <summary>When the next job is due, leases considered, or null when there is none in sight.</summary>
    public Task<DateTimeOffset?> NextAsync(CancellationToken cancellationToken) => db.QuerySingleAsync(
        Scope, new Sql(DueClaims.NextDue, LookAhead), static row => (DateTimeOffset?)row.GetFieldValue<DateTimeOffset>(0), cancellationToken);

    private async Task<(List<ClaimedJob> Claimed, bool IsCrowded)> LongestDueAsync(CancellationToken cancellationToken)
    {
        var rows = await db.QueryAsync(Scope, Claim(DueClaims.LongestDue),
            static row => (IsCrowded: row.GetBoolean(0), Job: row.IsDBNull(1) ? null : Map(row, 1)), cancellationToken);
        return ([.. rows.Select(static row => row.Job).OfType<ClaimedJob>()], rows[0].IsCrowded);
    }

    private Task<List<ClaimedJob>> InTurnAsync(CancellationToken cancellationToken) => _ring.TakeAsync(
        tenant => db.QueryAsync(Scope, Claim(DueClaims.InTurn, tenant), static row => Map(row, 0), cancellationToken), static job => job.TenantId);

    private Sql Claim(string statement, params object[] further) =>
        new(statement, [time.GetUtcNow(), options.Value.BatchSize, options.Value.Lease, .. further]);

    // Nothing but what every row has in a form that can be read: one that could not would hold up all others.
    private static ClaimedJob Map(NpgsqlDataReader row, int first) => new(
        row.GetString(first),
        row.GetString(first + 1),
        row.GetGuid(first + 2),
        Text(row, first + 3),
        row.GetInt64(first + 4),
        Text(row, first + 5),
        Text(row, first + 6),
        row.GetInt32(first + 7),
        Text(row, first + 8),
        Text(row, first + 9),
        Text(row, first + 10));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
