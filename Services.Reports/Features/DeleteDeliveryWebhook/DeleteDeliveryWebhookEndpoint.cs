using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Delivery.Webhooks;

namespace Nanobot.Services.Reports.Features.DeleteDeliveryWebhook;

/// <summary><c>DELETE /delivery/webhook</c>.</summary>
internal static class DeleteDeliveryWebhookEndpoint
{
    public static void MapDeleteDeliveryWebhook(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.DeleteDeliveryWebhook, HandleAsync)
        .WithSummary("Tells the caller's address nothing any more, and forgets it with its secret.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(Caller caller, WebhookBook book, CancellationToken cancellationToken) =>
        await book.DeleteAsync(caller.Context, cancellationToken) ? TypedResults.NoContent() : WebhookBook.NotFound;
}
