using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Answers;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.Services.Reports.Delivery.Mail;

namespace Nanobot.Services.Reports.Features.Unsubscribe;

/// <summary><c>POST /delivery/unsubscribe/{token}</c>: RFC 8058, one click; whatever the body says.</summary>
internal static class UnsubscribeEndpoint
{
    public static void MapUnsubscribe(this RouteGroupBuilder links) => links.MapOperation(Operations.Reports.Unsubscribe, HandleAsync)
        .WithSummary("Ends mail to the address in whose mail the link stood, for whoever has the link.")
        .Produces(StatusCodes.Status200OK)
        .ProducesAlso(MediaTypes.Html)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<ContentHttpResult, Refusal>> HandleAsync(string token, HttpContext http, Unsubscribing unsubscribing, CancellationToken cancellationToken)
    {
        PublicAnswer.To(http);
        if (!await unsubscribing.EndAsync(token, cancellationToken))
        {
            return MailBook.NotFound;
        }

        UnsubscribePage.Secure(http.Response);
        return TypedResults.Content(UnsubscribePage.Done, "text/html; charset=utf-8");
    }
}
