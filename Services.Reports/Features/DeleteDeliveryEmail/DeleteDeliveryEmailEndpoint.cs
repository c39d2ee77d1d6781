using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Reports.Delivery.Mail;

namespace Nanobot.Services.Reports.Features.DeleteDeliveryEmail;

/// <summary><c>DELETE /delivery/email</c>.</summary>
internal static class DeleteDeliveryEmailEndpoint
{
    public static void MapDeleteDeliveryEmail(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.DeleteDeliveryEmail, HandleAsync)
        .WithSummary("Sends the caller no mail any more, and forgets the address.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(Caller caller, MailBook book, CancellationToken cancellationToken) =>
        await book.DeleteAsync(caller.Context, cancellationToken) ? TypedResults.NoContent() : MailBook.NotFound;
}
