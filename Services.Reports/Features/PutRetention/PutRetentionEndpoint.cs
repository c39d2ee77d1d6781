using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Reports.Archive;

namespace Nanobot.Services.Reports.Features.PutRetention;

/// <summary><c>PUT /reports/retention</c>.</summary>
internal static class PutRetentionEndpoint
{
    public static void MapPutRetention(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.PutRetention, HandleAsync)
        .WithSummary("Says how long reports of the caller's tenant are kept; what is older goes within an hour or so.")
        .WithBodyCheck<RetentionSetting>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<RetentionResource>, Refusal>> HandleAsync(RetentionSetting request, Caller caller, RetentionBook book, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        return errors.ToRefusal() is { } invalid ? invalid : TypedResults.Ok(await book.PutAsync(caller.Context, request.Days!.Value, cancellationToken));
    }

    private static void Check(RetentionSetting request, ValidationErrors errors) => errors.Require(
        request.Days is >= RetentionBook.LeastDays and <= RetentionBook.MostDays || errors.IsUnreadable("days"), "days", $"must be a whole number from {RetentionBook.LeastDays} to {RetentionBook.MostDays}");
}
