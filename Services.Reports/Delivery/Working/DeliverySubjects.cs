using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Archive;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Persistence;
using Npgsql;

namespace Nanobot.Services.Reports.Delivery.Working;

/// <summary>Reads what is to be told.</summary>
internal sealed class DeliverySubjects(TenantDb db, ReportArchive archive)
{
    private const string FindReport = $"""
        select report_id, report_type, status, content, error_message, completed_at, {StoredReport.Columns} from all_reports
        where tenant_id = $1 and user_id = $2 and report_id = $3 and completed_at is not null
        """;

    private const string FindAlert = "select firing_id, title, content, fired_at from alert_firings where tenant_id = $1 and user_id = $2 and firing_id = $3";

    /// <summary>What a delivery tells of; null where it is gone.</summary>
    /// <exception cref="Nanobot.Platform.Core.Stored.StoredDataException">It cannot be read.</exception>
    public async Task<DeliverySubject?> FindAsync(TenantContext context, DigestPart part, CancellationToken cancellationToken)
    {
        if (part.Kind == SubjectKind.Alert)
        {
            return await db.QuerySingleAsync<DeliverySubject?>(context, Statement(FindAlert, context, part), ReadAlert, cancellationToken);
        }

        if (await db.QuerySingleAsync(context, Statement(FindReport, context, part), ReadReport, cancellationToken) is not { } found)
        {
            return null;
        }

        var content = found.Content ?? (found.Stored is { } stored ? await archive.ContentAsync(context, stored, cancellationToken) : null);
        return new DeliverySubject(SubjectKind.Report, part.SubjectId, found.Type, found.Status, ReportTitle.Of(content) ?? ReportTitle.OfFailure(found.Error, found.Type), content, found.Error, found.At);
    }

    private static Sql Statement(string text, TenantContext context, DigestPart part) => new(text, context.RequiredTenantId, context.RequiredUserId, part.SubjectId);

    private static DeliverySubject ReadAlert(NpgsqlDataReader row) =>
        new(SubjectKind.Alert, row.GetGuid(0), null, null, row.GetString(1), row.GetString(2), null, row.GetFieldValue<DateTimeOffset>(3));

    private static FoundReport ReadReport(NpgsqlDataReader row) => new(
        row.GetString(1), row.GetString(2), Text(row, 3), Text(row, 4), row.GetFieldValue<DateTimeOffset>(5), StoredReport.Read(row, 6, row.GetGuid(0)));

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    private sealed record FoundReport(string Type, string Status, string? Content, string? Error, DateTimeOffset At, StoredReport? Stored);
}
