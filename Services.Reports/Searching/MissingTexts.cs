using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Platform.Objects;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Archive;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Observability;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Searching;

/// <summary>Keeps what reports say that an older version completed, when a search comes upon them. What lies in the cold tier is not brought back for it.</summary>
internal sealed partial class MissingTexts(TenantDb db, ReportArchive archive, KeptEvidence evidence, ReportsTelemetry telemetry, ILogger<MissingTexts> logger)
{
    /// <summary>Reports at once: less than a search may take, at some 20 ms each.</summary>
    public const int Most = 20;

    private const string Find = $"select report_id, content, {StoredReport.Columns} from all_reports where tenant_id = $1 and user_id = $2 and report_id = any ($3) and status = 'completed'";

    /// <summary>Keeps what these of the user's reports say; those of which nothing can be kept.</summary>
    public async Task<IReadOnlyList<Guid>> KeepAsync(TenantContext context, IReadOnlyList<Guid> reports, CancellationToken cancellationToken)
    {
        var rows = await db.ListAsync(context, new Sql(Find, context.RequiredTenantId, context.RequiredUserId, reports.ToArray()), [0],
            static row => (Id: row.GetGuid(0), Content: row.IsDBNull(1) ? null : row.GetString(1), Stored: StoredReport.Read(row, 2, row.GetGuid(0))), cancellationToken);
        var (steps, kept) = (new List<SqlStep>(), new HashSet<Guid>());
        foreach (var (id, content, stored) in rows.Where(static row => row.IsReadable).Select(static row => row.Value))
        {
            if (await ReadAsync(context, id, content, stored, cancellationToken) is { } text)
            {
                steps.Add(SqlStep.Do(ReportTextInsert.Of(context, id, text)));
                kept.Add(id);
            }
        }

        if (steps.Count > 0)
        {
            await db.BatchAsync(context, steps, cancellationToken);
            telemetry.TextsKept(context.RequiredTenantId, steps.Count);
        }

        return [.. reports.Where(id => !kept.Contains(id))];
    }

    // Where the store does not give it, the next search tries again.
    private async Task<ReportText?> ReadAsync(TenantContext context, Guid id, string? content, StoredReport? stored, CancellationToken cancellationToken)
    {
        try
        {
            content ??= stored is { IsCold: false } ? await archive.ContentAsync(context, stored, cancellationToken) : null;
            return content is null ? null : ReportText.Of(content, await evidence.FindSnapshotAsync(context, id, cancellationToken));
        }
        catch (Exception exception) when (exception is StoredDataException or ObjectStoreUnavailableException or RefusalException)
        {
            Log.NotKept(logger, id, ExceptionReason.Of(exception));
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Report {ReportId} is not found by its words: what it says cannot be read: {Reason}")]
        public static partial void NotKept(ILogger logger, Guid reportId, string reason);
    }
}
