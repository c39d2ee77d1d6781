using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.ListFiles;

/// <summary><c>GET /workspace/files</c>.</summary>
internal static class ListFilesEndpoint
{
    public static void MapListFiles(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ListFiles, HandleAsync)
        .WithSummary("The files of the caller's workspace, by path.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Ok<Page<ListedFile>>> HandleAsync(
        PageRequest page, Caller caller, WorkspaceStore workspace, CancellationToken cancellationToken)
    {
        var files = await workspace.ListAsync(caller.Context, page, cancellationToken);
        return TypedResults.Ok(new Page<ListedFile>(
            [.. files.Items.Select(static file => new ListedFile(file.Path, file.Bytes, file.Revision, file.UpdatedAt))], files.NextCursor));
    }
}
