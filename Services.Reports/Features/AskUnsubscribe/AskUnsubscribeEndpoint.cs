using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Answers;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.Services.Reports.Delivery.Mail;

namespace Nanobot.Services.Reports.Features.AskUnsubscribe;

/// <summary><c>GET /delivery/unsubscribe/{token}</c>: whoever follows the link by hand is asked first; what looks at links by itself ends nothing.</summary>
internal static class AskUnsubscribeEndpoint
{
    public static void MapAskUnsubscribe(this RouteGroupBuilder links) => links.MapOperation(Operations.Reports.AskUnsubscribe, Handle)
        .WithSummary("A page that asks whoever has the link whether mail to the address in whose mail it stood is to end.")
        .Produces(StatusCodes.Status200OK)
        .ProducesAlso(MediaTypes.Html)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static Results<ContentHttpResult, Refusal> Handle(string token, HttpContext http, UnsubscribeLinks links)
    {
        PublicAnswer.To(http);
        if (links.Open(token) is null)
        {
            return MailBook.NotFound;
        }

        UnsubscribePage.Secure(http.Response);
        return TypedResults.Content(UnsubscribePage.Question, "text/html; charset=utf-8");
    }
}
