using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Data;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Features.ListReports;

internal static class ListReportsEndpoint
{
    internal const string Newest = $"""
        select report_id, user_id, report_type, status, progress, null::text, error_message, created_at, completed_at, step, degradations, {StoredReport.Columns}
        from all_reports
        where tenant_id = $1 and user_id = $2 and ($3::timestamptz is null or (created_at, report_id) < ($3, $4::uuid))
        order by created_at desc, report_id desc
        limit $5
        """;

    public static void MapListReports(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.ListReports, HandleAsync)
        .WithSummary("The caller's reports, newest first, without their content.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<ReportResource>>, Refusal>> HandleAsync(
        PageRequest page, Caller caller, TenantDb db, CancellationToken cancellationToken)
    {
        (StoredInstant At, Guid Id)? after = null;
        if (page.After is { } key && (after = Parse(key)) is null)
        {
            return Refusals.WrongCursor;
        }

        var rows = await db.ListAsync(caller.Context,
            new Sql(Newest, caller.TenantId, caller.UserId, after?.At, after?.Id, page.Limit + 1), [7, 0], static reader => ReportRow.Read(reader).ToResource(), cancellationToken);
        return TypedResults.Ok(page.ToPage(rows));
    }

    private static (StoredInstant At, Guid Id)? Parse(string key) =>
        key.IndexOf('.', StringComparison.Ordinal) is > 0 and var dot
            && StoredInstant.TryParse(key[..dot], out var at)
            && Guid.TryParse(key.AsSpan(dot + 1), out var id)
                ? (at, id)
                : null;
}
