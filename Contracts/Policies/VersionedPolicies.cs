namespace Nanobot.Contracts.Policies;

/// <summary>One set of policies.</summary>
/// <param name="Version">Rises with each change of the set; 0 where it never had any.</param>
/// <param name="Policies">The policies, by name; without what is for people alone.</param>
public sealed record VersionedPolicies(long Version, IReadOnlyList<Policy> Policies);
