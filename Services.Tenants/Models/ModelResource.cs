using Nanobot.Contracts.Models;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Models;

/// <summary>A model as the API shows it: all but its key and the values of its headers.</summary>
/// <param name="Name">Its name among its owner's.</param>
/// <param name="Id">The name by which it is asked for, and known to policies and the ledger.</param>
/// <param name="Address">Base URL of its server.</param>
/// <param name="Model">The model as that server knows it.</param>
/// <param name="KeyHint">The last four characters of a key that is long enough to spare them, an ellipsis for a shorter one; null: there is none.</param>
/// <param name="HeaderNames">Names of the further headers.</param>
/// <param name="InChain">Whether it is asked where nobody names a model.</param>
/// <param name="Place">Where it stands among the others.</param>
/// <param name="TakesImages">Whether it takes images.</param>
/// <param name="TakesTools">Whether it calls tools.</param>
/// <param name="ContextTokens">Tokens that it reads at most at once; null: as the suite is set.</param>
/// <param name="InputPrice">What a million tokens read cost, in millionths of the currency; null: nobody knows.</param>
/// <param name="CachedInputPrice">The same of those that the server still knew; null: as others.</param>
/// <param name="OutputPrice">The same of those written; null: nobody knows.</param>
/// <param name="CreatedAt">When it was brought.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
internal sealed record ModelResource(
    string Name, string Id, string Address, string Model, string? KeyHint, IReadOnlyList<string> HeaderNames, bool InChain, int Place, bool TakesImages, bool TakesTools, int? ContextTokens,
    long? InputPrice, long? CachedInputPrice, long? OutputPrice, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    public static ModelResource Of(ModelRow row) => new(row.Name, OwnModelId.Of(row.Name, row.UserId is not null), row.Address, row.Model, row.KeyHint, row.HeaderNames, row.InChain, row.Place,
        row.TakesImages, row.TakesTools, row.ContextTokens, row.InputPrice, row.CachedInputPrice, row.OutputPrice, row.CreatedAt, row.UpdatedAt);
}
