using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Reports.Searching;

/// <summary>Keeps what a completed report says, to be searched.</summary>
internal static class ReportTextInsert
{
    // Of a report that is deleted meanwhile nothing is kept.
    private const string Insert = """
        insert into report_texts (tenant_id, user_id, report_id, said, folded, symbols)
        select tenant_id, user_id, report_id, $4, $5, $6 from all_reports
        where tenant_id = $1 and user_id = $2 and report_id = $3 and status = 'completed'
        for key share
        on conflict do nothing
        """;

    public static Sql Of(TenantContext context, Guid reportId, ReportText text) =>
        new(Insert, context.RequiredTenantId, context.RequiredUserId, reportId, text.Said, Folding.Fold(text.Said), text.Symbols.ToArray()) { IsBookkeeping = true };
}
