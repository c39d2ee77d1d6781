using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Reports.Delivery.Mail;

namespace Nanobot.Services.Reports.Features.VerifyDeliveryEmail;

/// <summary><c>POST /delivery/email/verify</c>.</summary>
internal static class VerifyDeliveryEmailEndpoint
{
    private static readonly string Form = string.Create(CultureInfo.InvariantCulture, $"must be the {MailBook.CodeLength} digits that were sent");

    public static void MapVerifyDeliveryEmail(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.VerifyDeliveryEmail, HandleAsync)
        .WithSummary("Has the caller's address used from now on: the code shows that it is the caller's.")
        .WithBodyCheck<VerifyEmailRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<DeliveryEmail>, Refusal>> HandleAsync(VerifyEmailRequest request, Caller caller, MailBook book, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var (kept, refusal) = await book.VerifyAsync(caller.Context, request.Code!, cancellationToken);
        return kept is not null ? TypedResults.Ok(kept.ToResource()) : refusal ?? MailBook.NotFound;
    }

    private static void Check(VerifyEmailRequest request, ValidationErrors errors) =>
        errors.Require((request.Code is { Length: MailBook.CodeLength } && request.Code.All(char.IsAsciiDigit)) || errors.IsUnreadable("code"), "code", Form);
}
