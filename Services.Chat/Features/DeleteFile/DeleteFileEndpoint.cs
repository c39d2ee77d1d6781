using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.DeleteFile;

/// <summary><c>DELETE /workspace/files/{path}</c>.</summary>
internal static class DeleteFileEndpoint
{
    public static void MapDeleteFile(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.DeleteFile, HandleAsync)
        .WithSummary("Delete a file of the caller's workspace; If-Match names the revision that it must have.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        string path, Caller caller, WorkspaceStore workspace, RequestPreconditions preconditions, CancellationToken cancellationToken)
    {
        // A path that no file can have is answered like one that no file has.
        if (!WorkspacePath.TryParse(path, out var name))
        {
            return WorkspaceRefusals.NotFound;
        }

        return await workspace.DeleteAsync(caller.Context, name, WriteCondition.Of(preconditions), cancellationToken) is { } refusal ? refusal : TypedResults.NoContent();
    }
}
