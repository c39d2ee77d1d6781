using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Workspaces;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.GetWorkspaceNotes;

/// <summary><c>GET /internal/workspace/notes</c>.</summary>
internal static class GetWorkspaceNotesEndpoint
{
    public static void MapGetWorkspaceNotes(this RouteGroupBuilder modules) => modules.MapOperation(Operations.Chat.GetWorkspaceNotes, HandleAsync)
        .WithSummary("What the user in whose name a module asks keeps as notes: at most 20 texts below notes/, the newest first, of each at most 32 KiB.");

    private static async Task<Ok<WorkspaceNotes>> HandleAsync(Caller caller, UserNotes notes, CancellationToken cancellationToken) =>
        TypedResults.Ok(new WorkspaceNotes(caller.TenantId, caller.Context.UserId, await notes.FindAsync(caller.Context, cancellationToken)));
}
