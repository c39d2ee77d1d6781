using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;

namespace Nanobot.Services.Reports.Features.RequestReport;

internal static class RequestReportEndpoint
{
    private static readonly Refusal IdempotencyConflict = Refusals.Conflict("IDEMPOTENCY_CONFLICT",
        "This Idempotency-Key was used for another request; use a new one.");

    public static void MapRequestReport(this IEndpointRouteBuilder group) => group.MapPost("", RequestAsync)
        .WithName("RequestReport")
        .WithSummary("Asks for a report; it is made in the background. The same Idempotency-Key gives the same report.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Accepted<ReportAccepted>, Refusal>> RequestAsync(
        ReportRequest request,
        [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey,
        Caller caller,
        RequestReportHandler handler,
        CancellationToken cancellationToken)
    {
        if (RequestReportValidation.Check(request, idempotencyKey) is { } refusal)
        {
            return refusal;
        }

        return await handler.HandleAsync(caller.Context, request, idempotencyKey, cancellationToken) is { } accepted
            ? TypedResults.Accepted($"/reports/{accepted.ReportId}", accepted)
            : IdempotencyConflict;
    }
}
