namespace Nanobot.Platform.Bus.Registry;

/// <summary>The instances that there are, as they say themselves.</summary>
/// <param name="Revision">The number of the last change.</param>
/// <param name="Entries">The genuine ones, by module and instance.</param>
/// <param name="ReadAt">When it was read.</param>
public sealed record RegistryReading(long Revision, IReadOnlyList<RegistryEntry> Entries, DateTimeOffset ReadAt);
