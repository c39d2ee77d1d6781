using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Persistence;
using Npgsql;

namespace Nanobot.Services.Reports.Archive;

/// <summary>What rows say of the archive. Each change names the state that it comes from, so that one that comes late, or twice, changes nothing.</summary>
internal sealed class ArchiveQueue(PlatformDb db)
{
    internal const string Claim = """
        with due as materialized (
            select tableoid as part, ctid as place from all_reports
            where status = 'completed' and archive_at <= $1
            order by archive_at limit $2
            for update skip locked
        )
        update all_reports set archive_at = $3
        where ctid = any (array(select place from due)) and (tableoid, ctid) in (select part, place from due)
        returning tenant_id, user_id, report_id, created_at, completed_at, content_hash, evidence_hash, coalesce(tier = 'cold', false), recalled_at is not null, content is not null
        """;

    private const string Which = "where tenant_id = $1 and user_id = $2 and report_id = $3 and status = 'completed'";

    private const string SelectInline = """
        select content, evidence, words from all_reports left join all_report_evidence using (tenant_id, user_id, report_id)
        where tenant_id = $1 and user_id = $2 and report_id = $3 and content is not null
        """;

    private const string Stored = $"update all_reports set content_hash = $4, evidence_hash = $5::text, stored_at = $6, tier = 'hot', archive_at = $7 {Which} and stored_at is null";

    private const string Free = $"""
        with freed as (
            update all_reports set content = null, archive_at = $5::timestamptz {Which} and content_hash = $4 returning tenant_id, user_id, report_id
        )
        update all_report_evidence set evidence = null, words = null from freed
        where all_report_evidence.tenant_id = freed.tenant_id and all_report_evidence.user_id = freed.user_id and all_report_evidence.report_id = freed.report_id
        """;

    private const string Moved = $"update all_reports set tier = $4, recalled_at = null, archive_at = $5::timestamptz {Which} and tier <> $4";

    private const string Later = $"update all_reports set archive_at = $4::timestamptz {Which}";

    private static readonly PlatformScope Scope = new("put reports away");

    /// <summary>Up to <paramref name="count"/> with which there is something to do, which nobody else is given before <paramref name="until"/>.</summary>
    public Task<List<ArchivedReport>> ClaimAsync(DateTimeOffset now, int count, DateTimeOffset until, CancellationToken cancellationToken) =>
        db.QueryAsync(Scope, new Sql(Claim, now, count, until) { IsBookkeeping = true }, Read, cancellationToken);

    /// <summary>What its rows have of it; null where they have nothing any more.</summary>
    public Task<InlineReport?> InlineAsync(ArchivedReport report, CancellationToken cancellationToken) =>
        db.QuerySingleAsync<InlineReport?>(Scope, new Sql(SelectInline, report.TenantId, report.UserId, report.ReportId),
            static row => new InlineReport(row.GetString(0), row.IsDBNull(1) ? null : row.GetString(1), row.IsDBNull(2) ? null : row.GetString(2)), cancellationToken);

    /// <summary>The store has it.</summary>
    public Task StoredAsync(ArchivedReport report, string contentHash, string? evidenceHash, DateTimeOffset now, DateTimeOffset next, CancellationToken cancellationToken) =>
        ChangeAsync(Stored, report, [contentHash, evidenceHash, now, next], cancellationToken);

    /// <summary>The store has it, and the rows need not.</summary>
    public Task FreeAsync(ArchivedReport report, DateTimeOffset? next, CancellationToken cancellationToken) => ChangeAsync(Free, report, [report.ContentHash, next], cancellationToken);

    /// <summary>It is in the other tier.</summary>
    public Task MovedAsync(ArchivedReport report, bool isCold, DateTimeOffset? next, CancellationToken cancellationToken) =>
        ChangeAsync(Moved, report, [isCold ? StoredReport.Cold : StoredReport.Hot, next], cancellationToken);

    /// <summary>There is nothing to do with it before <paramref name="next"/>; null: nothing ever.</summary>
    public Task LaterAsync(ArchivedReport report, DateTimeOffset? next, CancellationToken cancellationToken) => ChangeAsync(Later, report, [next], cancellationToken);

    private Task ChangeAsync(string text, ArchivedReport report, object?[] more, CancellationToken cancellationToken) =>
        db.ExecuteAsync(Scope, new Sql(text, [report.TenantId, report.UserId, report.ReportId, .. more]) { IsBookkeeping = true }, cancellationToken);

    private static ArchivedReport Read(NpgsqlDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetGuid(2), row.GetFieldValue<DateTimeOffset>(3), row.GetFieldValue<DateTimeOffset>(4),
        row.IsDBNull(5) ? null : row.GetString(5), row.IsDBNull(6) ? null : row.GetString(6), row.GetBoolean(7), row.GetBoolean(8), row.GetBoolean(9));
}

/// <summary>What rows have of a report.</summary>
/// <param name="Content">Its Markdown.</param>
/// <param name="Evidence">What it rests on, as it is written there; null where nothing is kept.</param>
/// <param name="Words">What was said of it, the same.</param>
internal sealed record InlineReport(string Content, string? Evidence, string? Words);
