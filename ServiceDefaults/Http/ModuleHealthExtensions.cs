using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nanobot.Platform.Core.Health;
using Nanobot.Platform.Core.Modules;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>
/// <c>/alive</c> (the process answers), <c>/health</c> (its stores answer too; 503 when not) and
/// <c>/health/contract</c> (what the module says of itself: what it offers, what it works with, whether it takes requests and why not). They
/// tell names and states only, no address, so need no credential; a module is not reached from outside.
/// </summary>
internal static class ModuleHealthExtensions
{
    private static readonly TimeSpan CheckTimeout = Readiness.Deadline;

    public static void MapModuleHealth(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("").AllowAnonymous().ExcludeFromDescription().AnswersHead();
        group.MapGet("/alive", static () => TypedResults.Ok(new { status = "healthy" }));
        group.MapGet("/health", CheckAsync);
        group.MapGet("/health/contract", ContractAsync);
    }

    private static async Task<IResult> ContractAsync(Module module, ModuleInstance instance, ModuleContract contract, Readiness readiness, CancellationToken cancellationToken) =>
        TypedResults.Ok(HealthContract.Of(module, instance, contract, await readiness.AskAsync(cancellationToken)));

    private static async Task<IResult> CheckAsync(HealthCheckService checks, Module module, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(CheckTimeout);
        var report = await checks.CheckHealthAsync(deadline.Token);
        var body = new
        {
            status = Name(report.Status),
            module = module.Name,
            version = module.Version,
            timestamp = time.GetUtcNow(),
            checks = report.Entries.ToDictionary(entry => entry.Key, entry => Name(entry.Value.Status)),
        };
        return TypedResults.Json(body, statusCode: report.Status == HealthStatus.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK);
    }

    private static string Name(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        _ => "unhealthy",
    };
}
