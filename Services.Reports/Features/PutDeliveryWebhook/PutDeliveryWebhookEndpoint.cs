using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Webhooks;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Reports.Delivery.Webhooks;

namespace Nanobot.Services.Reports.Features.PutDeliveryWebhook;

/// <summary><c>PUT /delivery/webhook</c>.</summary>
internal static class PutDeliveryWebhookEndpoint
{
    public static void MapPutDeliveryWebhook(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.PutDeliveryWebhook, HandleAsync)
        .WithSummary("Says which address of the caller's is told of reports and alerts, signed as Standard Webhooks has it. A secret that was made is shown this once.")
        .WithBodyCheck<DeliveryWebhookRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<DeliveryWebhook>, Refusal>> HandleAsync(
        DeliveryWebhookRequest request, Caller caller, WebhookGate gate, WebhookBook book, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        if (await gate.RefuseAsync(caller.Context, new Uri(request.Url!, UriKind.Absolute), "url", cancellationToken) is { } closed)
        {
            return closed;
        }

        var (kept, made) = await book.PutAsync(caller.Context, request.Url!, request.Content ?? DeliveryContent.Preferred.Value, request.Secret, cancellationToken);
        return TypedResults.Ok(kept.ToResource(made));
    }

    private static void Check(DeliveryWebhookRequest request, ValidationErrors errors) => errors
        .Require(WebhookAddress.IsOne(request.Url) || errors.IsUnreadable("url"), "url", WebhookAddress.Form)
        .Require(request.Content is null || DeliveryContent.IsValid(request.Content), "content", DeliveryContent.Form)
        .Require(request.Secret is null || WebhookKey.OctetsOf(request.Secret) is not null, "secret", WebhookKey.Form);
}
