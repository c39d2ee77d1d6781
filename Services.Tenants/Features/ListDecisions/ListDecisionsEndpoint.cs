using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Tenants.Policies;

namespace Nanobot.Services.Tenants.Features.ListDecisions;

/// <summary><c>GET /decisions</c>.</summary>
internal static class ListDecisionsEndpoint
{
    public static void MapListDecisions(this RouteGroupBuilder operators) => operators.MapOperation(Operations.Tenants.ListDecisions, HandleAsync)
        .WithSummary("What policies decided of operators' own requests lately, and what those in shadow mode would have; a sample, the latest in front.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static Task<Results<Ok<Page<DecisionResource>>, Refusal>> HandleAsync(
        [AsParameters] DecisionQuery query, PageRequest page, RecordedDecisions decisions, CancellationToken cancellationToken) =>
        decisions.ListAsync(null, query, page, cancellationToken);
}
