namespace Nanobot.Services.Gateway.Plan;

/// <summary>A phase of the plan by which one process becomes many services, and what must hold for it to count as reached.</summary>
/// <param name="Id">For example <c>phase_0</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Goals">What it is for.</param>
/// <param name="Criteria">What must hold, each with the suite that measures it.</param>
internal sealed record PhaseDefinition(string Id, string Name, IReadOnlyList<string> Goals, IReadOnlyList<(string Suite, string Criterion)> Criteria)
{
    /// <summary>All of them, in order.</summary>
    public static IReadOnlyList<PhaseDefinition> All { get; } =
    [
        new("phase_0", "Context Isolation",
            ["Every request, event and background work has a tenant or does not run", "Caches, locks, streams and rows are the tenant's", "Every change and refusal is audited with its tenant"],
            [("tenancy_smoke_suite", "every route tried across tenants; leaks = 0"), ("isolation", "1,000,000 tries at what is another tenant's; found = 0; of planted faults found 95 % or more"), ("canaries", "words of others in what is left of a tenant's turns = 0")]),
        new("phase_1", "Module Contracts",
            ["Each module speaks through its operations, its facade and versioned events", "Success and latency are measured by module"],
            [("module_contract_snapshot", "operations and events compared with their frozen form; coverage of 80 % or more")]),
        new("phase_2", "Service Slices",
            ["A module runs in process, as a process or behind a sidecar, by configuration", "The life of tenants and their configuration is told as events"],
            [("service_slice_replay", "the same calls answered alike over each binding"), ("sidecars", "start and stop of all sidecars in less than 5 minutes")]),
        new("phase_3", "Poly-Service Ready",
            ["Instances register and say whether they are ready; requests go to those that are", "Modules are restarted, killed and upgraded under load without a failed request"],
            [
                ("rolling", "each instance restarted under load; failed requests = 0"), ("streams", "streams left and killed at any octet; drift of the ledger = 0"),
                ("chaos", "processes killed, paused and cut off; nothing lost or doubled"), ("fault", "stores slow, refusing or full; answers specific, recovery by itself"), ("upgrade", "this version beside the last one, both ways"),
                ("trace_coverage", "requests with a whole trace 95 % or more"), ("tenancy_smoke_suite", "tenancy regressions = 0"),
            ]),
    ];
}
