using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Memory;

namespace Nanobot.Services.Chat.Features.ListMemory;

/// <summary><c>GET /memory</c>.</summary>
internal static class ListMemoryEndpoint
{
    public static void MapListMemory(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ListMemory, HandleAsync)
        .WithSummary("What the caller's assistant remembers, with where each fact came from, what waits in quarantine, and what is forgotten; the newest first.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<FactResource>>, Refusal>> HandleAsync(
        string? state, PageRequest page, Caller caller, FactStore facts, CancellationToken cancellationToken)
    {
        if (state is not null && !FactState.All.Contains(state))
        {
            return Refusals.Invalid("state", $"must be one of: {string.Join(", ", FactState.All)}");
        }

        Guid? after = null;
        if (page.After is { } text)
        {
            if (!Guid.TryParse(text, out var id))
            {
                return Refusals.WrongCursor;
            }

            after = id;
        }

        var found = await facts.ListAsync(caller.Context, state, after, page, cancellationToken);
        return TypedResults.Ok(new Page<FactResource>([.. found.Items.Select(FactResource.Of)], found.NextCursor));
    }
}
