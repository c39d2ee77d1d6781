using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Models;

namespace Nanobot.Services.Chat.Features.GetModel;

/// <summary><c>GET /v1/models/{model}</c>: one that the caller may not use is answered like one that is not there.</summary>
internal static class GetModelEndpoint
{
    public static void MapGetModel(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.GetModel, HandleAsync)
        .WithSummary("A model that the caller may use, in OpenAI's shape.");

    private static async Task<Results<Ok<ShownModel>, Refusal>> HandleAsync(string model, Caller caller, ModelCatalogue models, CancellationToken cancellationToken)
    {
        var (known, refusal) = await models.OfAsync(caller.Context, cancellationToken);
        return refusal is not null ? refusal
            : known.FirstOrDefault(one => one.Id == model) is { } found ? TypedResults.Ok(ShownModel.Of(found))
            : ModelRefusals.NotFound(model);
    }
}
