using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Archive;

namespace Nanobot.Services.Reports.Features.GetRetention;

/// <summary><c>GET /reports/retention</c>.</summary>
internal static class GetRetentionEndpoint
{
    public static void MapGetRetention(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.GetRetention, HandleAsync)
        .WithSummary("How long reports of the caller's tenant are kept.");

    private static async Task<Ok<RetentionResource>> HandleAsync(Caller caller, RetentionBook book, CancellationToken cancellationToken) =>
        TypedResults.Ok(await book.FindAsync(caller.Context, cancellationToken));
}
