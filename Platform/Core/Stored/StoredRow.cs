namespace Nanobot.Platform.Core.Stored;

/// <summary>A row of a list: where it stands in its order, and what it holds where that can be read.</summary>
/// <param name="Key">What the list's order goes by, as text; it can always be read.</param>
/// <param name="Value">What it holds; the type's default where it cannot be read.</param>
/// <param name="IsReadable">Whether it can be read. Where not, that has been logged and counted.</param>
public readonly record struct StoredRow<T>(string Key, T? Value, bool IsReadable);
