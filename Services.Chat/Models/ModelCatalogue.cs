using Nanobot.Contracts.Models;
using Nanobot.Platform.Ai;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Rights;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Services.Chat.Models;

/// <summary>The models that there are, and who may use them.</summary>
internal sealed class ModelCatalogue(ConfiguredModels models, IOwnModels own, ModuleRights rights)
{
    /// <summary>The model called <paramref name="id"/> of the installation or of whoever is in scope; null where there is none.</summary>
    public async ValueTask<KnownModel?> FindAsync(string? id, CancellationToken cancellationToken) =>
        OwnModelId.IsOne(id) ? (await own.OfCallerAsync(cancellationToken)).FirstOrDefault(model => model.Id == id) : models.Find(id);

    /// <summary>Those that the policies let somebody use; a refusal where that is not known.</summary>
    public async ValueTask<(IReadOnlyList<KnownModel> Models, Refusal? Refusal)> OfAsync(TenantContext context, CancellationToken cancellationToken)
    {
        var usable = new List<KnownModel>(models.All.Count);
        foreach (var model in models.All.Concat(await own.OfCallerAsync(cancellationToken)))
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
}
