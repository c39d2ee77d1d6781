using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Inboxes;

namespace Nanobot.Services.Reports.Features.ListInboxes;

/// <summary><c>GET /evidence/inboxes</c>.</summary>
internal static class ListInboxesEndpoint
{
    public static void MapListInboxes(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.ListInboxes, HandleAsync)
        .WithSummary("The inboxes to which others post news: the caller's own and those of the tenant, for an administrator the latter. Addresses and secrets are not shown again.");

    private static async Task<Ok<InboxList>> HandleAsync(Caller caller, InboxBook book, CancellationToken cancellationToken) =>
        TypedResults.Ok(await book.ListAsync(caller.Context, cancellationToken));
}
