using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Archive;

namespace Nanobot.Services.Reports.Features.DeleteRetention;

/// <summary><c>DELETE /reports/retention</c>.</summary>
internal static class DeleteRetentionEndpoint
{
    private static readonly Refusal NotFound = Refusals.NotFound("RETENTION_NOT_FOUND", "setting of the tenant's own");

    public static void MapDeleteRetention(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.DeleteRetention, HandleAsync)
        .WithSummary("Keeps reports of the caller's tenant as long as the installation keeps reports.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(Caller caller, RetentionBook book, CancellationToken cancellationToken) =>
        await book.DeleteAsync(caller.Context, cancellationToken) ? TypedResults.NoContent() : NotFound;
}
