using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Inboxes;

namespace Nanobot.Services.Reports.Features.DeleteInbox;

/// <summary><c>DELETE /evidence/inboxes/{name}</c>.</summary>
internal static class DeleteInboxEndpoint
{
    public static void MapDeleteInbox(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.DeleteInbox, HandleAsync)
        .WithSummary("Deletes an inbox of the caller's with its news: its addresses lead nowhere any more.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(string name, Caller caller, InboxBook book, CancellationToken cancellationToken) =>
        InboxName.TryParse(name, out var named) && await book.DeleteAsync(caller.Context, named, cancellationToken) ? TypedResults.NoContent() : InboxRefusals.NotFound;
}
