namespace Nanobot.Contracts.Changes;

/// <summary>Answer of <c>GET /internal/changes</c>: which tenants have changed since a version.</summary>
/// <param name="Version">The version as of now; it rises by one with each change.</param>
/// <param name="IsWhole">Whether <paramref name="Tenants"/> are all of them; where not, nothing that is remembered holds any more.</param>
/// <param name="Tenants">Their ids; <see cref="Everybody"/> for all tenants.</param>
public sealed record ChangesSince(long Version, bool IsWhole, IReadOnlyList<string> Tenants)
{
    /// <summary>Stands for all tenants where a change concerns them all.</summary>
    public const string Everybody = "*";
}
