using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.ReadFile;

/// <summary><c>GET /workspace/files/{path}</c>.</summary>
internal static class ReadFileEndpoint
{
    public static void MapReadFile(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ReadFile, HandleAsync)
        .WithSummary("The content of a file of the caller's workspace, as it is or as it was at a revision; its ETag is its revision.")
        .Produces(StatusCodes.Status200OK)
        .ProducesAlso(MediaTypes.Text, MediaTypes.Binary)
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<ConditionalContent, Refusal>> HandleAsync(
        string path, string? revision, Caller caller, WorkspaceStore workspace, WorkspaceHistory history, RequestPreconditions preconditions, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!RevisionNumber.TryParse(revision, out var number))
        {
            return Refusals.Invalid("revision", RevisionNumber.Rule);
        }

        // A path that no file can have is answered like one that no file has.
        var file = !WorkspacePath.TryParse(path, out var name) ? null
            : number is null ? await workspace.FindAsync(caller.Context, name, cancellationToken)
            : await history.FindAsync(caller.Context, name, number, cancellationToken);
        if (file is null)
        {
            return number is null ? WorkspaceRefusals.NotFound : WorkspaceRefusals.NoRevision;
        }

        var (content, refusal) = FileAnswer.Of(file, preconditions, request);
        return refusal is not null ? refusal : content!;
    }
}
