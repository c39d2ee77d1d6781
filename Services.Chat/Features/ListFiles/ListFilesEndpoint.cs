using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
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

    private static async Task<Results<Ok<Page<ListedFile>>, Refusal>> HandleAsync(
        PageRequest page, Caller caller, WorkspaceStore workspace, CancellationToken cancellationToken)
    {
        if (page.After is not null && !WorkspacePath.TryParse(page.After, out _))
        {
            return Refusals.WrongCursor;
        }

        var files = await workspace.ListAsync(caller.Context, page, cancellationToken);
        return TypedResults.Ok(new Page<ListedFile>(
            [.. files.Items.Select(static file => new ListedFile(file.Path, file.Bytes, file.Revision, file.UpdatedAt))], files.NextCursor));
    }
}
