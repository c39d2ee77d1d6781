using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.WriteFile;

/// <summary><c>PUT /workspace/files/{path}</c>.</summary>
internal static class WriteFileEndpoint
{
    public static void MapWriteFile(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.WriteFile, HandleAsync)
        .WithSummary("Write a file of the caller's workspace (text/plain or application/octet-stream); If-Match and If-None-Match name revisions that it must, or must not, have.")
        .AddOpenApiOperationTransformer(static (operation, _, _) =>
        {
            operation.RequestBody = FileAnswer.Body();
            return Task.CompletedTask;
        })
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Results<Ok<WrittenFile>, Created<WrittenFile>, Refusal>> HandleAsync(
        string path, Caller caller, WorkspaceStore workspace, RequestPreconditions preconditions, HttpRequest request, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!WorkspacePath.TryParse(path, out var name))
        {
            return Refusals.Invalid("path", WorkspacePath.Rule);
        }

        var (content, refusal) = await FileBody.ReadAsync(request, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }

        var outcome = await workspace.WriteAsync(caller.Context, name, content, WriteCondition.Of(preconditions), FileAuthor.User, cancellationToken);
        if (outcome.Entry is not { } entry)
        {
            return outcome.Refusal!;
        }

        response.Headers.ETag = RevisionTag.Of(entry.Revision).ToString();
        var file = new WrittenFile(entry.Path, entry.Bytes, entry.Revision, entry.UpdatedAt);
        return outcome.IsNew
            ? TypedResults.Created(FileAnswer.Location("/workspace/files", entry.Path), file)
            : TypedResults.Ok(file);
    }
}
