using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Reports.Delivery.Mail;

namespace Nanobot.Services.Reports.Features.PutDeliveryEmail;

/// <summary><c>PUT /delivery/email</c>.</summary>
internal static class PutDeliveryEmailEndpoint
{
    public static void MapPutDeliveryEmail(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.PutDeliveryEmail, HandleAsync)
        .WithSummary("Says at which address the caller wants mail. A code is sent there; the address is used once the caller has said it.")
        .WithBodyCheck<DeliveryEmailRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<DeliveryEmail>, Refusal>> HandleAsync(DeliveryEmailRequest request, Caller caller, MailBook book, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var (kept, refusal) = await book.PutAsync(caller.Context, request.Address!, cancellationToken);
        return kept is not null ? TypedResults.Ok(kept.ToResource()) : refusal!;
    }

    private static void Check(DeliveryEmailRequest request, ValidationErrors errors) =>
        errors.Require(EmailAddress.IsValid(request.Address) || errors.IsUnreadable("address"), "address", EmailAddress.Form);
}
