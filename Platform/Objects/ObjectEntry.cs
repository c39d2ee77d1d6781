namespace Nanobot.Platform.Objects;

/// <summary>An object as lists tell it.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Written">When it was last written or moved, as the store says it.</param>
public sealed record ObjectEntry(ObjectKey Key, long Bytes, DateTimeOffset Written);
