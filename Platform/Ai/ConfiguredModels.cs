using Microsoft.Extensions.AI;
using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Ai;

/// <summary>The models that there are: the default first, then the others in their order.</summary>
public sealed class ConfiguredModels
{
    private readonly FurtherModelOptions[] _further;

    /// <summary>Those that section <c>Ai</c> names, behind <paramref name="model"/>.</summary>
    public ConfiguredModels(IChatClient model, IOptions<ModelOptions> options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _further = options.Value.IsOffline ? [] : [.. options.Value.Models];
        Default = new KnownModel(ModelName.AskedOf(model, null), ModelName.ProviderOf(model) ?? "nanobot", IsFallback: true) { TakesImages = options.Value.TakesImages };
        All = [Default, .. _further.Select(one => new KnownModel(one.Model!, Default.Provider, one.IsFallback) { TakesImages = one.TakesImages })];
    }

    /// <summary>What is asked where nobody names another.</summary>
    public KnownModel Default { get; }

    /// <summary>All of them.</summary>
    public IReadOnlyList<KnownModel> All { get; }

    /// <summary>The model called <paramref name="id"/>; null where there is none.</summary>
    public KnownModel? Find(string? id) => All.FirstOrDefault(model => model.Id == id);

    /// <summary>Whom to ask, one after the other: a model that is named alone, since whoever names one wants that one; else the default and those that stand in for it.</summary>
    public IReadOnlyList<KnownModel> For(string? named) =>
        named is { Length: > 0 } ? [Find(named) ?? new KnownModel(named, Default.Provider, IsFallback: false)] : [.. All.Where(static model => model.IsFallback)];
}
