using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy.Secrets;
using Nanobot.Platform.Webhooks;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Delivery.Webhooks;

namespace Nanobot.Services.Reports.Features.RotateDeliveryWebhook;

/// <summary><c>POST /delivery/webhook/rotate</c>.</summary>
internal static class RotateDeliveryWebhookEndpoint
{
    public static void MapRotateDeliveryWebhook(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.RotateDeliveryWebhook, HandleAsync)
        .WithSummary("Gives the caller's address a new secret, by which all that is told from now on is signed. It is shown this once.")
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<DeliveryWebhook>, Refusal>> HandleAsync(Caller caller, WebhookBook book, TenantSecrets secrets, CancellationToken cancellationToken) =>
        !secrets.IsSetUp ? WebhookRefusals.NotSetUp
        : await book.RotateAsync(caller.Context, cancellationToken) is var (kept, made) ? TypedResults.Ok(kept.ToResource(made))
        : WebhookBook.NotFound;
}
