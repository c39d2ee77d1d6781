namespace Nanobot.Platform.Ai;

/// <summary>A model that can be asked for.</summary>
/// <param name="Id">Its name, as its server knows it.</param>
/// <param name="Provider">Who runs it.</param>
/// <param name="IsFallback">Whether it answers where those before it do not.</param>
public sealed record KnownModel(string Id, string Provider, bool IsFallback);
