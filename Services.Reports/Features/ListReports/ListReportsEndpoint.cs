using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Persistence;
using Nanobot.Services.Reports.Searching;

namespace Nanobot.Services.Reports.Features.ListReports;

/// <summary><c>GET /reports</c>: all of the caller's, or those that are looked for.</summary>
internal static class ListReportsEndpoint
{
    internal const string Newest = $"""
        select report_id, user_id, report_type, status, progress, null::text, error_message, created_at, completed_at, step, degradations, {StoredReport.Columns}
        from all_reports
        where {ReportFilter.Condition}
        order by created_at desc, report_id desc
        limit $9
        """;

    public static void MapListReports(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.ListReports, HandleAsync)
        .WithSummary("The caller's reports, newest first, without their content; with q those that have these words, with symbol those that have figures of it.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<ReportResource>>, Refusal>> HandleAsync(
        [AsParameters] ReportQuery query, PageRequest page, Caller caller, TenantDb db, ReportSearch search, CancellationToken cancellationToken)
    {
        var (filter, refusal) = query.Read();
        if (filter is null)
        {
            return refusal!;
        }

        ReportPlace? after = null;
        if (page.After is { } key && (after = ReportPlace.Parse(key)) is null)
        {
            return Refusals.WrongCursor;
        }

        if (filter.IsSearch)
        {
            var (found, mark) = await search.FindAsync(caller.Context, filter, page.After, page.Limit, cancellationToken);
            return TypedResults.Ok(new Page<ReportResource>(found, mark is null ? null : PageRequest.ToCursor(mark)));
        }

        var rows = await db.ListAsync(caller.Context,
            new Sql(Newest, [.. filter.Arguments(caller.TenantId, caller.UserId, after), page.Limit + 1]), [7, 0], static reader => ReportRow.Read(reader).ToResource(), cancellationToken);
        return TypedResults.Ok(page.ToPage(rows));
    }
}
