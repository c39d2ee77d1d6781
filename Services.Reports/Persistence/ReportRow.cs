using Nanobot.Contracts.Reports;
using Npgsql;

namespace Nanobot.Services.Reports.Persistence;

/// <summary>A report as its row shows it to its user.</summary>
internal sealed record ReportRow(
    Guid ReportId,
    string UserId,
    string ReportType,
    string Status,
    int Progress,
    string? Content,
    string? ErrorMessage,
    DateTimeOffset CreatedAt,
    DateTimeOffset? CompletedAt,
    string? Step,
    string[] Degradations,
    StoredReport? Stored)
{
    /// <summary>The columns that <see cref="Read"/> takes, in its order; a list has null in place of the content.</summary>
    public const string Columns = $"report_id, user_id, report_type, status, progress, content, error_message, created_at, completed_at, step, degradations, {StoredReport.Columns}";

    public static ReportRow Read(NpgsqlDataReader reader) => new(
        reader.GetGuid(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.GetString(3),
        reader.GetInt32(4),
        reader.IsDBNull(5) ? null : reader.GetString(5),
        reader.IsDBNull(6) ? null : reader.GetString(6),
        reader.GetFieldValue<DateTimeOffset>(7),
        reader.IsDBNull(8) ? null : reader.GetFieldValue<DateTimeOffset>(8),
        reader.IsDBNull(9) ? null : reader.GetString(9),
        reader.GetFieldValue<string[]>(10),
        StoredReport.Read(reader, 11, reader.GetGuid(0)));

    /// <summary>As the API shows it.</summary>
    public ReportResource ToResource() =>
        new(ReportId, UserId, ReportType, Status, Progress, Content, ErrorMessage, CreatedAt, CompletedAt, Step, Degradations, Stored is null ? null : Stored.IsCold ? StoredReport.Cold : StoredReport.Hot);
}
