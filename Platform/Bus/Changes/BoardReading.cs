namespace Nanobot.Platform.Bus.Changes;

/// <summary>What a reader finds on the board.</summary>
/// <param name="Version">The number of the last change; null where nobody vouches for the board, or nothing stands on it.</param>
/// <param name="Tenants">The tenants of the changes behind the reader's version, one for each change.</param>
public readonly record struct BoardReading(long? Version, IReadOnlyList<string> Tenants)
{
    /// <summary>Whether a reader who knew of all up to <paramref name="since"/> knows of all now: nothing between is missing.</summary>
    public bool IsWholeSince(long since) => Version is { } version && version >= since && version - since == Tenants.Count;
}
