namespace Nanobot.Platform.Ai;

/// <summary>Which models may be asked.</summary>
/// <param name="Named">The model that whoever asks has named: that one alone. Null for none: those of whoever asks, then the default, then those that stand in for it.</param>
/// <param name="HasImages">Whether it is to be shown images.</param>
public sealed record ModelWish(string? Named, bool HasImages = false)
{
    /// <summary>Whether a model takes what it is to be shown.</summary>
    internal bool Takes(KnownModel model) => model.TakesImages || !HasImages;
}
