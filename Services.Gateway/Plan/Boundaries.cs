using Nanobot.Contracts.Operations;
using Nanobot.Platform.Bus.Registry;
using Nanobot.Platform.Core.Health;

namespace Nanobot.Services.Gateway.Plan;

/// <summary>The boundaries of all modules: what they are by design, and how they stand by the registry.</summary>
internal sealed class Boundaries(KnownInstances known)
{
    private const string Target = "a process or a container of its own, any number of instances";

    private static readonly (string Module, string Domain, string Ownership, string Separation)[] Design =
    [
        (Operations.Gateway.Module, "The only door: credentials, limits, policies, routing",
            "the key of its tokens, the route table, sockets", "no database; the only one that the outside reaches"),
        (Operations.Tenants.Module, "Tenants, users, their keys, amounts and policies",
            "tenants, users, configuration, attributes, models, API keys, policies, the audit", "a database of its own with forced row-level security; calls sealed for it alone"),
        (Operations.Chat.Module, "The assistant: turns, tools, memory, workspaces",
            "sessions, turns, runs, workspaces, the ledger of its calls of the model", "a database of its own with forced row-level security; calls sealed for it alone"),
        (Operations.Reports.Module, "Reports whose numbers are bound to evidence",
            "reports, evidence, inboxes, links, deliveries, alerts, the ledger of its calls of the model", "a database of its own with forced row-level security; calls sealed for it alone"),
        (Operations.Scheduler.Module, "Jobs that fire once, and what they tell",
            "jobs, occurrences, calendars, slots", "a database of its own with forced row-level security; calls sealed for it alone"),
    ];

    /// <summary>All of them by name.</summary>
    public IReadOnlyDictionary<string, Boundary> All => Design.ToDictionary(static one => one.Module, Of, StringComparer.Ordinal);

    private Boundary Of((string Module, string Domain, string Ownership, string Separation) design)
    {
        var instances = known.Of(design.Module);
        return new Boundary(design.Module, design.Domain, design.Ownership, design.Separation, instances.Any(static entry => entry.State == InstanceState.Ready),
            Distinct(static entry => entry.Dependencies.Select(static one => one.Name)),
            [.. Operations.Of(design.Module).Where(static operation => operation.IsPublic).Select(static operation => operation.Name)],
            Distinct(static entry => [entry.Contract]), Distinct(static entry => entry.TopicsIn), Distinct(static entry => entry.TopicsOut), Distinct(static entry => entry.Stores),
            Target, [.. instances.Select(static entry => new Boundary.Instance(entry.Instance, entry.Version, entry.State))]);

        // While versions run side by side, what any of them says.
        IReadOnlyList<string> Distinct(Func<RegistryEntry, IEnumerable<string>> of) => [.. instances.SelectMany(of).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }
}
