using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.Services.Chat.Workspaces.Archives;

namespace Nanobot.Services.Chat.Features.ExportWorkspace;

/// <summary><c>GET /workspace/export</c>.</summary>
internal static class ExportWorkspaceEndpoint
{
    public static void MapExportWorkspace(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ExportWorkspace, HandleAsync)
        .WithSummary("All files of the caller's workspace, as they were at one moment, as a zip archive that POST /workspace/import takes.")
        .Produces(StatusCodes.Status200OK)
        .ProducesAlso(MediaTypes.Zip);

    private static async Task<WorkspaceZip> HandleAsync(Caller caller, WorkspaceExports exports, CancellationToken cancellationToken) =>
        new(exports, caller.Context, await exports.ListAsync(caller.Context, cancellationToken));
}
