namespace Nanobot.Platform.Objects;

/// <summary>A page of a list.</summary>
/// <param name="Entries">In the order of their keys; what in the store has no name that could be a key is passed over.</param>
/// <param name="Next">What the next page comes after, for the same store alone; null: this was the last one.</param>
public sealed record ObjectPage(IReadOnlyList<ObjectEntry> Entries, string? Next);
