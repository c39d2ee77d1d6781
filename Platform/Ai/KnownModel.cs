using Microsoft.Extensions.AI;

namespace Nanobot.Platform.Ai;

/// <summary>A model that can be asked for.</summary>
/// <param name="Id">Its name: as its server knows it, or that of a model that somebody has brought.</param>
/// <param name="Provider">Who runs it.</param>
/// <param name="IsFallback">Whether it answers where nobody names a model and those before it do not.</param>
public sealed record KnownModel(string Id, string Provider, bool IsFallback)
{
    private const int OctetsPerToken = 3;

    /// <summary>Whether it takes images.</summary>
    public bool TakesImages { get; init; }

    /// <summary>Where somebody has brought it: what is asked. Null: it is the installation's.</summary>
    public BroughtModel? Brought { get; init; }

    /// <summary>Whether it calls tools.</summary>
    public bool TakesTools => Brought?.Model.TakesTools ?? true;

    /// <summary>Tokens that it reads at most at once; null: as the module's settings have it.</summary>
    public int? ContextTokens => Brought?.Model.ContextTokens;

    /// <summary>Octets of what it reads at most at once, where others read <paramref name="usual"/>: at three a token, with room for an answer.</summary>
    public long WindowBytes(long usual) => ContextTokens is { } tokens ? Math.Min(usual, tokens * (long)OctetsPerToken * 3 / 4) : usual;

    /// <summary>By what it is told from all others: two tenants' models may have one name.</summary>
    internal string Key => Brought is { } own ? $"{own.Owner} {Id} {own.Model.Address}" : Id;

    /// <summary>Has a call with these settings ask it.</summary>
    public void ApplyTo(ChatOptions settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        settings.ModelId = Id;
        BroughtModel.Put(settings, Brought);
    }
}
