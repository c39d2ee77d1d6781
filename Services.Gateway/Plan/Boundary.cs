using Nanobot.Platform.Core.Health;

namespace Nanobot.Services.Gateway.Plan;

/// <summary>Where a module ends: what it owns and offers, what it works with, and how its instances stand.</summary>
/// <param name="ModuleName">The module.</param>
/// <param name="Domain">What it is about.</param>
/// <param name="Ownership">What nobody else may change or read but through it.</param>
/// <param name="Separation">What keeps it apart.</param>
/// <param name="Ready">Whether some instance of it takes requests.</param>
/// <param name="Dependencies">What it works with.</param>
/// <param name="ApiContracts">Names of its public operations.</param>
/// <param name="ContractHashes">Hashes of what its instances offer: more than one while versions run side by side.</param>
/// <param name="TopicsIn">Topics that it takes up or hears.</param>
/// <param name="TopicsOut">Topics that it publishes to.</param>
/// <param name="DataStores">Its stores.</param>
/// <param name="DeploymentTarget">Where it runs.</param>
/// <param name="Instances">Its instances; none where none says anything of itself.</param>
internal sealed record Boundary(
    string ModuleName, string Domain, string Ownership, string Separation, bool Ready, IReadOnlyList<string> Dependencies, IReadOnlyList<string> ApiContracts,
    IReadOnlyList<string> ContractHashes, IReadOnlyList<string> TopicsIn, IReadOnlyList<string> TopicsOut, IReadOnlyList<string> DataStores, string DeploymentTarget,
    IReadOnlyList<Boundary.Instance> Instances)
{
    /// <summary>One instance.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Version">Its version of the product.</param>
    /// <param name="State">One of <see cref="InstanceState"/>.</param>
    internal sealed record Instance(string Id, string Version, string State);
}
