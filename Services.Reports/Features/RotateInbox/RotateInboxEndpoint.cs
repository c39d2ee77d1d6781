using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Reports;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Reports.Inboxes;

namespace Nanobot.Services.Reports.Features.RotateInbox;

/// <summary><c>POST /evidence/inboxes/{name}/rotate</c>.</summary>
internal static class RotateInboxEndpoint
{
    private static readonly string Form = FormattableString.Invariant($"must be from 0 to {RotateInboxRequest.Longest}");

    public static void MapRotateInbox(this RouteGroupBuilder group) => group.MapOperation(Operations.Reports.RotateInbox, HandleAsync)
        .WithSummary("Gives an inbox another address, and another secret where posts are signed; the former ones are good for a while. They are shown this once.")
        .WithBodyCheck<RotateInboxRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Results<Ok<InboxResource>, Refusal>> HandleAsync(string name, RotateInboxRequest request, Caller caller, InboxBook book, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        if (!InboxName.TryParse(name, out var named))
        {
            return InboxRefusals.NotFound;
        }

        var (inbox, refusal) = await book.RotateAsync(caller.Context, named, TimeSpan.FromSeconds(request.OverlapSeconds ?? RotateInboxRequest.Usual), cancellationToken);
        return inbox is null ? refusal! : TypedResults.Ok(inbox);
    }

    private static void Check(RotateInboxRequest request, ValidationErrors errors) =>
        errors.Require(request.OverlapSeconds is null or (>= 0 and <= RotateInboxRequest.Longest), "overlap_seconds", Form);
}
