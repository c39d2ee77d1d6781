using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Memory;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.GetFact;

/// <summary><c>GET /memory/{fact_id}</c>: what somebody has to see who is to decide.</summary>
internal static class GetFactEndpoint
{
    private const string Nowhere = "/dev/null";

    public static void MapGetFact(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.GetFact, HandleAsync)
        .WithSummary("A fact of the caller's memory, and of one in quarantine what it would change.")
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<FactDetail>, Refusal>> HandleAsync(
        [FromRoute(Name = "fact_id")] string factId, Caller caller, FactStore facts, WorkspaceStore workspace, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(factId, out var id) || await facts.FindAsync(caller.Context, id, cancellationToken) is not { } fact)
        {
            return MemoryRefusals.NotFound;
        }

        var diff = fact.State == FactState.Quarantined ? await DiffAsync(caller.Context, fact, workspace, cancellationToken) : null;
        return TypedResults.Ok(new FactDetail(FactResource.Of(fact), diff));
    }

    private static async Task<string?> DiffAsync(TenantContext context, Fact fact, WorkspaceStore workspace, CancellationToken cancellationToken)
    {
        _ = WorkspacePath.TryParse(WorkspaceNames.Memory, out var path);
        var file = await workspace.FindAsync(context, path, cancellationToken);
        return (file is null ? "" : file.Text) is not { } text ? null : UnifiedDiff.Write(
            (file is null ? Nowhere : string.Create(CultureInfo.InvariantCulture, $"a/{file.Path}\trevision {file.Revision}"), text),
            ($"b/{path}", MemoryLines.With(file, fact.Text) ?? text));
    }
}
