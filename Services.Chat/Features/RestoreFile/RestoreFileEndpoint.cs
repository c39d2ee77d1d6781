using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.RestoreFile;

/// <summary><c>POST /workspace/restore</c>.</summary>
internal static class RestoreFileEndpoint
{
    public static void MapRestoreFile(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.RestoreFile, HandleAsync)
        .WithSummary("Make a file what it was at a revision, or undo what was done to it last; If-Match names the revision that it must have now.")
        .WithBodyCheck<RestoreRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Results<Ok<RestoredFile>, Refusal>> HandleAsync(
        RestoreRequest request, Caller caller, WorkspaceHistory history, RequestPreconditions preconditions, HttpResponse response, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        _ = WorkspacePath.TryParse(request.Path, out var path);

        var outcome = await history.RestoreAsync(caller.Context, path, request.Revision, WriteCondition.Of(preconditions), cancellationToken);
        if (outcome.Entry is not { } entry)
        {
            return outcome.Refusal!;
        }

        response.Headers.ETag = RevisionTag.Of(entry.Revision).ToString();
        return TypedResults.Ok(new RestoredFile(entry.Path, entry.Bytes, entry.Revision, entry.UpdatedAt));
    }

    private static void Check(RestoreRequest request, ValidationErrors errors) => errors
        .Require(WorkspacePath.TryParse(request.Path, out _), "path", WorkspacePath.Rule)
        .Require(request.Revision is null or >= 1, "revision", RevisionNumber.Rule);
}
