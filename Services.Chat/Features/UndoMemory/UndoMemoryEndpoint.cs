using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Memory;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.UndoMemory;

/// <summary><c>POST /memory/undo</c>.</summary>
internal static class UndoMemoryEndpoint
{
    public static void MapUndoMemory(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.UndoMemory, HandleAsync)
        .WithSummary("Undo what the last consolidation wrote into MEMORY.md by itself; what the caller let out of quarantine stays.")
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<Ok<UndoneMemory>> HandleAsync(Caller caller, MemoryUndo memory, CancellationToken cancellationToken)
    {
        var undone = await memory.UndoAsync(caller.Context, cancellationToken);
        return TypedResults.Ok(new UndoneMemory(WorkspaceNames.Memory, undone.Revision, [.. undone.Facts.Select(FactResource.Of)]));
    }
}
