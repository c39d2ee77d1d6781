using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Reports.Rights;

namespace Nanobot.Services.Reports.Features.RequestReport;

internal static class RequestReportEndpoint
{
    private const int MaximumKey = 200;

    private static readonly Refusal IdempotencyConflict = Refusals.Conflict("IDEMPOTENCY_CONFLICT",
        "This Idempotency-Key was used for another request; use a new one.");

    public static void MapRequestReport(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.RequestReport, HandleAsync)
        .WithSummary("Asks for a report; it is made in the background. The same Idempotency-Key gives the same report.")
        .WithBodyCheck<ReportRequest>(static (request, http, errors) => Check(request, http.Request.Headers["Idempotency-Key"], errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Accepted<ReportAccepted>, Refusal>> HandleAsync(
        ReportRequest request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        Caller caller,
        HttpContext http,
        ReportRights rights,
        AcceptReport accept,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, idempotencyKey, errors);
        if (errors.ToRefusal() is { } refusal)
        {
            return refusal;
        }

        var origin = OriginOf(http.Request);
        if (await rights.CheckAsync(caller.Context, request.ReportType!, origin, cancellationToken) is { } denied)
        {
            return denied;
        }

        return await accept.RunAsync(caller.Context, request, origin, idempotencyKey, cancellationToken) is { } accepted
            ? TypedResults.Accepted($"/reports/{accepted.ReportId}", accepted)
            : IdempotencyConflict;
    }

    private static void Check(ReportRequest request, string? idempotencyKey, ValidationErrors errors) => errors
        .RequireReport(request)
        .Require(idempotencyKey is null || IsKey(idempotencyKey), "Idempotency-Key", $"must be one key of 1 to {MaximumKey} printable ASCII characters without a comma");

    // A comma is what two lines of the header, or a list, are joined by.
    private static bool IsKey(string key) => key.Length <= MaximumKey && key.All(static c => c is >= ' ' and <= '~' and not ',') && key.Trim().Length > 0;

    // Only modules can say it, and one that is newer may name a door that this one does not know yet: no reason to refuse the report.
    private static ReportOrigin OriginOf(HttpRequest request) =>
        request.Headers[TenantHeaders.Origin] == ReportOrigin.Chat.Value ? ReportOrigin.Chat : ReportOrigin.Api;
}
