using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Formats;
using Nanobot.Services.Reports.Observability;

namespace Nanobot.Services.Reports.Searching;

/// <summary>Keeps what reports say that an older version completed, when a search comes upon them.</summary>
internal sealed class MissingTexts(TenantDb db, ReportsTelemetry telemetry)
{
    /// <summary>Reports at once: some tens of milliseconds of work.</summary>
    public const int Most = 50;

    private const string Find = "select report_id, content from reports where tenant_id = $1 and user_id = $2 and report_id = any ($3) and content is not null";

    /// <summary>Keeps what these of the user's reports say; those of which nothing can be kept.</summary>
    public async Task<IReadOnlyList<Guid>> KeepAsync(TenantContext context, IReadOnlyList<Guid> reports, CancellationToken cancellationToken)
    {
        var rows = await db.ListAsync(context, new Sql(Find, context.RequiredTenantId, context.RequiredUserId, reports.ToArray()), [0],
            static row => (Id: row.GetGuid(0), Content: row.GetString(1)), cancellationToken);
        var (steps, kept) = (new List<SqlStep>(), new HashSet<Guid>());
        foreach (var (id, content) in rows.Where(static row => row.IsReadable).Select(static row => row.Value))
        {
            var text = ReportText.Of(content, await KeptEvidence.FindSnapshotAsync(db, context, id, cancellationToken));
            steps.Add(SqlStep.Do(ReportTextInsert.Of(context, id, text)));
            kept.Add(id);
        }

        if (steps.Count > 0)
        {
            await db.BatchAsync(context, steps, cancellationToken);
            telemetry.TextsKept(context.RequiredTenantId, steps.Count);
        }

        return [.. reports.Where(id => !kept.Contains(id))];
    }
}
