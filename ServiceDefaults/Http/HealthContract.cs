using Nanobot.Platform.Core.Health;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>What a process says of its module and of itself: names and states only, no address.</summary>
/// <param name="Module">Its module.</param>
/// <param name="Version">The product's version.</param>
/// <param name="Instance">Its id.</param>
/// <param name="StartedAt">When it was started.</param>
/// <param name="Ready">Whether it takes requests.</param>
/// <param name="State">ready, not_ready or draining.</param>
/// <param name="Reasons">Why it is not ready, such as <c>database: unavailable</c>.</param>
/// <param name="Endpoints">Where it says that it lives, whether it is ready, and what it offers.</param>
/// <param name="Contract">What it offers.</param>
/// <param name="DataStores">Its stores.</param>
/// <param name="TopicsIn">Topics that it takes up or hears.</param>
/// <param name="TopicsOut">Topics that it publishes to.</param>
/// <param name="Dependencies">What it works with.</param>
public sealed record HealthContract(
    string Module, string Version, string Instance, DateTimeOffset StartedAt, bool Ready, string State, IReadOnlyList<string> Reasons, HealthContract.Paths Endpoints,
    HealthContract.Offer Contract, IReadOnlyList<string> DataStores, IReadOnlyList<string> TopicsIn, IReadOnlyList<string> TopicsOut, IReadOnlyList<Dependency> Dependencies)
{
    private static readonly Paths Usual = new("/alive", "/health", "/openapi.json");

    /// <summary>The contract of this process at this moment.</summary>
    public static HealthContract Of(Module module, ModuleInstance instance, ModuleContract contract, ReadinessReport report)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(instance);
        ArgumentNullException.ThrowIfNull(contract);
        ArgumentNullException.ThrowIfNull(report);
        return new HealthContract(module.Name, module.Version, instance.Id, instance.StartedAt, report.IsReady, report.State, report.Reasons, Usual,
            new Offer(contract.Hash, contract.Operations), contract.Stores, contract.TopicsIn, contract.TopicsOut, report.Dependencies);
    }

    /// <summary>Paths that every module has.</summary>
    /// <param name="Liveness">Whether the process answers.</param>
    /// <param name="Readiness">Whether its stores answer too.</param>
    /// <param name="Openapi">Its document.</param>
    public sealed record Paths(string Liveness, string Readiness, string Openapi);

    /// <summary>What a module offers.</summary>
    /// <param name="Hash">Two processes of one hash may stand in for each other.</param>
    /// <param name="Operations">Names of its operations.</param>
    public sealed record Offer(string Hash, IReadOnlyList<string> Operations);
}
