using System.Text.Json;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Objects;
using Nanobot.Services.Reports.Archive;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Persistence;
using Nanobot.Services.Reports.Words;
using Npgsql;

namespace Nanobot.Services.Reports.Making;

/// <summary>What reports of before rest on, for one that is being made. What cannot be had of them, be it that the store of objects is away, is nothing to fail for.</summary>
internal sealed partial class EarlierReports(TenantDb db, ReportArchive archive, ILogger<EarlierReports> logger)
{
    private const string Columns = $"evidence, report_id, {StoredReport.Columns}";

    private const string FindLatest = $"""
        select {Columns} from (
            select tenant_id, user_id, report_id, created_at, {StoredReport.Columns} from all_reports
            where tenant_id = $1 and user_id = $2 and report_type = $3 and status = 'completed' order by created_at desc limit 100
        ) recent join all_report_evidence using (tenant_id, user_id, report_id)
        where gathered_at > now() - $4
        order by gathered_at desc limit 1
        """;

    /// <summary>The latest report of the same user, kind and wish that rests on something else: the same again is nothing to compare with.</summary>
    internal const string FindCompared = $"""
        select {Columns} from (
            select tenant_id, user_id, report_id, created_at, custom_prompt, focus_areas, {StoredReport.Columns} from all_reports
            where tenant_id = $1 and user_id = $2 and report_type = $3 and status = 'completed' order by created_at desc limit 100
        ) recent join all_report_evidence using (tenant_id, user_id, report_id)
        where custom_prompt is not distinct from $4::text and focus_areas = $5 and basis_hash is distinct from $6
        order by created_at desc limit 1
        """;

    /// <summary>The evidence of the user's latest report of the same type that is completed and no older than <paramref name="oldest"/>; null where there is none that can be read.</summary>
    public Task<EvidenceSnapshot?> FindLatestAsync(ClaimedReport report, TimeSpan oldest, CancellationToken cancellationToken) =>
        FindAsync(report, new Sql(FindLatest, report.TenantId, report.UserId, report.ReportType, oldest), cancellationToken);

    /// <summary>What the last report of the same kind and wish rests on that rests on something else than <paramref name="basis"/>; null where there is none, or that cannot be read.</summary>
    public Task<EvidenceSnapshot?> FindComparedAsync(ClaimedReport report, ReportWish wish, EvidenceBasis basis, CancellationToken cancellationToken) =>
        FindAsync(report, new Sql(FindCompared, report.TenantId, report.UserId, report.ReportType, wish.CustomPrompt, wish.FocusAreas.ToArray(), basis.Hash), cancellationToken);

    private async Task<EvidenceSnapshot?> FindAsync(ClaimedReport report, Sql statement, CancellationToken cancellationToken)
    {
        if (await db.QueryAsync(report.Context, statement, Read, cancellationToken) is not [var (evidence, stored)])
        {
            return null;
        }

        try
        {
            evidence ??= stored is null ? null : await archive.EvidenceAsync(report.Context, stored, cancellationToken);
            return evidence is null ? null : JsonSerializer.Deserialize(evidence, StoredJson.Default.EvidenceSnapshot) ?? throw new JsonException("it is null");
        }
        catch (Exception fault) when (fault is JsonException or StoredDataException or ObjectStoreUnavailableException or RefusalException)
        {
            Log.Unreadable(logger, report.ReportId, fault is JsonException ? "its evidence does not fit its type" : fault.Message);
            return null;
        }
    }

    private static (string? Evidence, StoredReport? Stored) Read(NpgsqlDataReader row) =>
        (row.IsDBNull(0) ? null : row.GetString(0), StoredReport.Read(row, 2, row.GetGuid(1)));

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What the report before {ReportId} rests on cannot be had, and nothing is compared with it: {Fault}")]
        public static partial void Unreadable(ILogger logger, Guid reportId, string fault);
    }
}
