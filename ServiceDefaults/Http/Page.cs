namespace Nanobot.ServiceDefaults.Http;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">Type of an item.</typeparam>
/// <param name="Items">The items, in the list's order; there may be none although there is a next page.</param>
/// <param name="NextCursor">Cursor of the next page, or null at the end.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, string? NextCursor);
