using Nanobot.Platform.Core.Health;
using Nanobot.Services.Gateway.Plan;

namespace Nanobot.Services.Gateway.Features.GetPlan;

/// <summary>Answer of <c>GET /api/super-agent/architecture/multitenant-plan</c>.</summary>
/// <param name="Success">Always true.</param>
/// <param name="Plan">The plan.</param>
internal sealed record PlanAnswer(bool Success, PlanAnswer.TenancyPlan Plan)
{
    /// <summary>The plan as it stands.</summary>
    /// <param name="Version">The product's version.</param>
    /// <param name="Timestamp">When this was looked up.</param>
    /// <param name="Phases">The phases, each with what was measured.</param>
    /// <param name="Modules">The modules, each with its instances.</param>
    /// <param name="Guardrails">What holds in every phase.</param>
    internal sealed record TenancyPlan(string Version, DateTimeOffset Timestamp, IReadOnlyList<Phase> Phases, IReadOnlyList<ModuleStanding> Modules, IReadOnlyList<string> Guardrails);

    /// <summary>How a module stands.</summary>
    /// <param name="Module">The module.</param>
    /// <param name="Ready">Whether some instance takes requests.</param>
    /// <param name="Instances">Instances that say anything of themselves.</param>
    /// <param name="ReadyInstances">Those of them that take requests.</param>
    internal sealed record ModuleStanding(string Module, bool Ready, int Instances, int ReadyInstances)
    {
        public static ModuleStanding Of(Boundary boundary) =>
            new(boundary.ModuleName, boundary.Ready, boundary.Instances.Count, boundary.Instances.Count(static one => one.State == InstanceState.Ready));
    }
}
