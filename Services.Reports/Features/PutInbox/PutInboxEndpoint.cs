using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Reports.Inboxes;

namespace Nanobot.Services.Reports.Features.PutInbox;

/// <summary><c>PUT /evidence/inboxes/{name}</c>.</summary>
internal static class PutInboxEndpoint
{
    public static void MapPutInbox(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.PutInbox, HandleAsync)
        .WithSummary("Makes an inbox to which others post news, or changes one; an administrator's is for all users of the tenant. An address or a secret that was made is shown this once.")
        .WithBodyCheck<InboxRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<InboxResource>, Refusal>> HandleAsync(string name, InboxRequest request, Caller caller, InboxBook book, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        errors.Require(InboxName.TryParse(name, out var named), "name", InboxName.Form);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var influencer = request.Influencer is { } stands ? InfluencerName.Parse(stands) : null;
        var (inbox, refusal) = await book.PutAsync(caller.Context, named!, request.Signed ?? false, influencer, cancellationToken);
        return inbox is null ? refusal! : TypedResults.Ok(inbox);
    }

    private static void Check(InboxRequest request, ValidationErrors errors) =>
        errors.Require(request.Influencer is null || InfluencerName.IsValid(request.Influencer), "influencer", InfluencerName.Form);
}
