using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Texts;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Models;

/// <summary>The models that there are, and who may use them.</summary>
internal sealed class ModelCatalogue(ConfiguredModels models, ModuleRights rights)
{
    private const int LongestShown = 100;

    /// <summary>The model called <paramref name="id"/>; null where there is none.</summary>
    public KnownModel? Find(string? id) => models.Find(id);

    /// <summary>Those that the policies let somebody use; a refusal where that is not known.</summary>
    public async ValueTask<(IReadOnlyList<KnownModel> Models, Refusal? Refusal)> OfAsync(TenantContext context, CancellationToken cancellationToken)
    {
        var usable = new List<KnownModel>(models.All.Count);
        foreach (var model in models.All)
        {
            var refusal = await rights.CheckAsync(context, new Use(ResourceKind.Model, model.Id) { Provider = model.Provider }, cancellationToken);
            if (refusal is null)
            {
                usable.Add(model);
            }
            else if (refusal.Code != RightsRefusals.DeniedCode)
            {
                return ([], refusal);
            }
        }

        return (usable, null);
    }

    /// <summary>There is no such model, or none that the caller may know of.</summary>
    public static Refusal NotFound(string id) => new(StatusCodes.Status404NotFound, "model_not_found", $"There is no model {TextCut.Beginning(id, LongestShown)}, or none that you may use: GET /v1/models lists those that you may.")
    {
        Members = new Dictionary<string, object?> { ["param"] = "model" },
    };
}
