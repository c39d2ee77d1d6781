using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Messaging.DeadLetters;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.DeadLetters;

namespace Nanobot.Services.Tenants.Features.ListDeadLetters;

/// <summary><c>GET /ops/dead-letters/{topic}</c>.</summary>
internal static class ListDeadLettersEndpoint
{
    public static void MapListDeadLetters(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.ListDeadLetters, HandleAsync)
        .WithSummary("Lists the events of a topic that are put aside, newest first.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<Page<DeadLetter>>, Refusal>> HandleAsync(string topic, PageRequest page, DeadLetterDesk desk, CancellationToken cancellationToken)
    {
        if (page.After is { } after && !DeadLetterDesk.IsId(after))
        {
            return Refusals.WrongCursor;
        }

        var (found, refusal) = await DeadLetterWork.ReadAsync(topic, null, () => desk.ListAsync(topic, page.After, page.Limit + 1, cancellationToken));
        return refusal is null
            ? TypedResults.Ok(new Page<DeadLetter>([.. found!.Take(page.Limit)], found!.Count > page.Limit ? PageRequest.ToCursor(found[page.Limit - 1].EntryId) : null))
            : refusal;
    }
}
