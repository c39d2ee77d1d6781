using Nanobot.Platform.Core.Problems;
using Nanobot.Services.Tenants.Persistence;

namespace Nanobot.Services.Tenants.Models;

/// <summary>What became of a model that was to be saved.</summary>
/// <param name="Row">The model; null: it was not saved.</param>
/// <param name="IsNew">Whether there was none of that name.</param>
/// <param name="Refusal">Why it was not saved.</param>
internal sealed record SavedModel(ModelRow? Row, bool IsNew, Refusal? Refusal);
