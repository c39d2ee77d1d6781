using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.MoveFile;

/// <summary><c>POST /workspace/move</c>.</summary>
internal static class MoveFileEndpoint
{
    public static void MapMoveFile(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.MoveFile, HandleAsync)
        .WithSummary("Move a file of the caller's workspace with its history; If-Match names the revision that it must have.")
        .WithBodyCheck<MoveRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<Ok<MovedFile>, Refusal>> HandleAsync(
        MoveRequest request, Caller caller, WorkspaceMoves workspace, RequestPreconditions preconditions, HttpResponse response, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var (from, to) = Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        var outcome = await workspace.MoveAsync(caller.Context, from, to, request.Overwrite, WriteCondition.Of(preconditions), cancellationToken);
        if (outcome.Entry is not { } entry)
        {
            return outcome.Refusal!;
        }

        response.Headers.ETag = RevisionTag.Of(entry.Revision).ToString();
        return TypedResults.Ok(new MovedFile(entry.Path, entry.Bytes, entry.Revision, entry.UpdatedAt));
    }

    private static (WorkspacePath From, WorkspacePath To) Check(MoveRequest request, ValidationErrors errors)
    {
        errors.Require(WorkspacePath.TryParse(request.From, out var from), "from", WorkspacePath.Rule)
            .Require(WorkspacePath.TryParse(request.To, out var to), "to", WorkspacePath.Rule)
            .Require(from == default || from != to, "to", "must be another path than from");
        return (from, to);
    }
}
