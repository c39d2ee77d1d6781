using Nanobot.Platform.Bus.Registry;
using Nanobot.Platform.Core.Health;

namespace Nanobot.Services.Gateway.Features.GetInstances;

/// <summary>Answer of <c>GET /health/instances</c>.</summary>
/// <param name="Instances">All instances that have said something of themselves within their lease.</param>
internal sealed record InstancesAnswer(IReadOnlyList<InstancesAnswer.Instance> Instances)
{
    /// <summary>One instance.</summary>
    /// <param name="Module">Its module.</param>
    /// <param name="Id">Its id.</param>
    /// <param name="Version">Its version of the product.</param>
    /// <param name="Contract">Hash of what it offers and takes.</param>
    /// <param name="Address">Where requests are sent to it; null where it does not say, or is somewhere that is not allowed.</param>
    /// <param name="State">ready, not_ready or draining.</param>
    /// <param name="Reasons">Why it is not ready.</param>
    /// <param name="Dependencies">What it works with.</param>
    /// <param name="StartedAt">When it was started.</param>
    /// <param name="SaidAt">When it said so last.</param>
    internal sealed record Instance(
        string Module, string Id, string Version, string Contract, string? Address, string State, IReadOnlyList<string> Reasons, IReadOnlyList<Dependency> Dependencies,
        DateTimeOffset StartedAt, DateTimeOffset SaidAt)
    {
        public static Instance Of(RegistryEntry entry) => new(
            entry.Module, entry.Instance, entry.Version, entry.Contract, entry.Address, entry.State, entry.Reasons, entry.Dependencies, entry.StartedAt, entry.SaidAt);
    }
}
