using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Tenants;
using Nanobot.Platform.Messaging.Working;
using Nanobot.Platform.Tenancy;
using Npgsql;

namespace Nanobot.Services.Reports.Making;

/// <summary>
/// Reports that wait to be made. Claiming gives a lease. Tenants have their turns. A claim says whose it is and no more, which every row does: what is to be made is read by the attempt, so that
/// one that cannot be read has no more attempts than any other.
/// </summary>
internal sealed class ReportLane(string claim, ReportQueue queue, PlatformDb platform, IOptions<WorkerOptions> options, TimeProvider time) : IWorkQueue<ClaimedReport>
{
    // "completed_at is null" for pending and processing, as say the only indexes that can serve it.
    internal static readonly string Asked = ToClaim("completed_at is null and origin <> 'schedule'");
    internal static readonly string Scheduled = ToClaim("completed_at is null and origin = 'schedule'");

    private static readonly PlatformScope Claims = new("claim reports");

    private readonly TenantRing _ring = new();

    /// <summary>Takes up to <paramref name="count"/> that are due, those of dead workers among them.</summary>
    public async Task<List<ClaimedReport>> ClaimAsync(int count, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await _ring.TakeAsync(
            tenant => platform.QueryAsync(Claims, new Sql(claim, now, count, now + options.Value.Lease, tenant), Read, cancellationToken),
            static report => report.TenantId);
    }

    /// <inheritdoc />
    public Task ReturnAsync(ClaimedReport work, TimeSpan wait, CancellationToken cancellationToken) => queue.ReturnAsync(work, wait, cancellationToken);

    private static string ToClaim(string waiting) => $"""
        {FairClaim.Due("all_reports", waiting)}, claimed as (
            update all_reports
            set status = 'processing', attempts = least(all_reports.attempts, 1000) + 1, lease_id = gen_random_uuid(), due_at = $3, step = 'gathering', progress = greatest(all_reports.progress, 10)
            where ctid = any (array(select place from due)) and (tableoid, ctid) in (select part, place from due)
            returning *
        )
        select claimed.tenant_id, user_id, {TenantStates.Columns}, report_id, report_type, trace_parent, attempts, lease_id, origin
        from claimed join {TenantStates.Table} on tenant_states.tenant_id = claimed.tenant_id
        order by claimed.tenant_id
        """;

    private static ClaimedReport Read(NpgsqlDataReader reader) => new(
        TenantContext.ForWork(
            reader.GetString(0), reader.GetString(1), Text(reader, 2), reader.GetInt64(3), Text(reader, 4), Text(reader, 5)),
        reader.GetGuid(6),
        reader.GetString(7),
        Text(reader, 8),
        reader.GetInt32(9),
        reader.GetGuid(10),
        reader.GetString(11) == ReportOrigin.Schedule.Value);

    private static string? Text(NpgsqlDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);
}
