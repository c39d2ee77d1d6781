using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Alerts;

namespace Nanobot.Services.Reports.Features.GetAlerts;

/// <summary><c>GET /delivery/alerts</c>.</summary>
internal static class GetAlertsEndpoint
{
    public static void MapGetAlerts(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.GetAlerts, HandleAsync)
        .WithSummary("What the caller is told of as soon as it happens, and the last that has happened.");

    private static async Task<Ok<AlertSettings>> HandleAsync(Caller caller, AlertBook book, CancellationToken cancellationToken) =>
        TypedResults.Ok(await book.ShowAsync(caller.Context, cancellationToken));
}
