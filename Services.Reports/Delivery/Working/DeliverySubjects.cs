using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Formats;
using Npgsql;

namespace Nanobot.Services.Reports.Delivery.Working;

/// <summary>Reads what is to be told.</summary>
internal sealed class DeliverySubjects(TenantDb db)
{
    private const string FindReport = """
        select report_id, report_type, status, content, error_message, completed_at from reports
        where tenant_id = $1 and user_id = $2 and report_id = $3 and completed_at is not null
        """;

    private const string FindAlert = "select firing_id, title, content, fired_at from alert_firings where tenant_id = $1 and user_id = $2 and firing_id = $3";

    /// <summary>What a delivery tells of; null where it is gone.</summary>
    /// <exception cref="Nanobot.Platform.Core.Stored.StoredDataException">It cannot be read.</exception>
    public Task<DeliverySubject?> FindAsync(TenantContext context, DigestPart part, CancellationToken cancellationToken) => db.QuerySingleAsync<DeliverySubject?>(
        context, new Sql(part.Kind == SubjectKind.Alert ? FindAlert : FindReport, context.RequiredTenantId, context.RequiredUserId, part.SubjectId),
        part.Kind == SubjectKind.Alert ? ReadAlert : ReadReport, cancellationToken);

    private static DeliverySubject ReadAlert(NpgsqlDataReader row) =>
        new(SubjectKind.Alert, row.GetGuid(0), null, null, row.GetString(1), row.GetString(2), null, row.GetFieldValue<DateTimeOffset>(3));

    private static DeliverySubject ReadReport(NpgsqlDataReader row)
    {
        var (content, error) = (Text(row, 3), Text(row, 4));
        return new DeliverySubject(SubjectKind.Report, row.GetGuid(0), row.GetString(1), row.GetString(2), ReportTitle.Of(content) ?? ReportTitle.OfFailure(error, row.GetString(1)), content, error,
            row.GetFieldValue<DateTimeOffset>(5));
    }

    private static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
