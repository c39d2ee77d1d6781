using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Models;

namespace Nanobot.Services.Chat.Features.ListModels;

/// <summary><c>GET /v1/models</c>: the models that policies let the caller use.</summary>
internal static class ListModelsEndpoint
{
    public static void MapListModels(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ListModels, HandleAsync)
        .WithSummary("The models that the caller may use, in OpenAI's shape.");

    private static async Task<Results<Ok<ModelList>, Refusal>> HandleAsync(Caller caller, ModelCatalogue models, CancellationToken cancellationToken)
    {
        var (known, refusal) = await models.OfAsync(caller.Context, cancellationToken);
        return refusal is not null ? refusal : TypedResults.Ok(new ModelList("list", [.. known.Select(ShownModel.Of)]));
    }
}
