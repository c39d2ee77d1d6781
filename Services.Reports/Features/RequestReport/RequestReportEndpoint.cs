using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Reports;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Tenancy;
using Nanobot.Services.Reports.Persistence;

namespace Nanobot.Services.Reports.Features.RequestReport;

internal static class RequestReportEndpoint
{
    private static readonly Refusal IdempotencyConflict = Refusals.Conflict("IDEMPOTENCY_CONFLICT",
        "This Idempotency-Key was used for another request; use a new one.");

    public static void MapRequestReport(this RouteGroupBuilder group) => group.MapPost("", HandleAsync)
        .WithName("RequestReport")
        .WithSummary("Asks for a report; it is made in the background. The same Idempotency-Key gives the same report.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Accepted<ReportAccepted>, Refusal>> HandleAsync(
        ReportRequest request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        Caller caller,
        HttpContext http,
        AcceptReport accept,
        CancellationToken cancellationToken)
    {
        if (RequestReportValidation.Check(request, idempotencyKey) is { } refusal)
        {
            return refusal;
        }

        return await accept.RunAsync(caller.Context, request, OriginOf(http.Request), idempotencyKey, cancellationToken) is { } accepted
            ? TypedResults.Accepted($"/reports/{accepted.ReportId}", accepted)
            : IdempotencyConflict;
    }

    // Only modules can say it, and one that is newer may name a door that this one does not know yet: no reason to refuse the report.
    private static string OriginOf(HttpRequest request) =>
        request.Headers[TenantHeaders.Origin] == ReportOrigins.Chat ? ReportOrigins.Chat : ReportOrigins.Api;
}
