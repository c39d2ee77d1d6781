using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Modules;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Gateway.Plan;

namespace Nanobot.Services.Gateway.Features.GetPlan;

/// <summary><c>GET /api/super-agent/architecture/multitenant-plan</c>: the plan as it stands in this installation.</summary>
internal static class GetPlanEndpoint
{
    private static readonly string[] Guardrails =
    [
        "One process first: every module is a value that runs in any number of processes",
        "Each step of a request and of background work has its tenant, signed; no module reads a credential again",
        "A module is split off only with its health, metrics, logs and traces",
        "Limits, policies and the audit are shared by all modules",
    ];

    public static void MapGetPlan(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Gateway.GetPlan, Handle)
        .WithSummary("The plan from one process to many services as this installation stands in it: phases with what was measured, modules with their instances.");

    private static Ok<PlanAnswer> Handle(Boundaries boundaries, Module self, TimeProvider time) => TypedResults.Ok(
        new PlanAnswer(true, new PlanAnswer.TenancyPlan(self.Version, time.GetUtcNow(), Phase.All, [.. boundaries.All.Values.Select(PlanAnswer.ModuleStanding.Of)], Guardrails)));
}
