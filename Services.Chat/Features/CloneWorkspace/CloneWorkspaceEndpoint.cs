using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Clients;
using Nanobot.Contracts.Operations;
using Nanobot.Contracts.Users;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Chat.Workspaces.Archives;
using Nanobot.Services.Chat.Workspaces.Cloning;

namespace Nanobot.Services.Chat.Features.CloneWorkspace;

/// <summary><c>POST /workspace/clone</c>.</summary>
internal static class CloneWorkspaceEndpoint
{
    public static void MapCloneWorkspace(this RouteGroupBuilder administrators) => administrators.MapOperation(Operations.Chat.CloneWorkspace, HandleAsync)
        .WithSummary("Copy the files of one user of the tenant into the workspace of another one: all of them or none, and over nothing that is there.")
        .WithBodyCheck<CloneRequest>(static (request, _, errors) => Check(request, errors))
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<ClonedWorkspace>, Refusal>> HandleAsync(
        CloneRequest request, Caller caller, IUsers users, WorkspaceClone clone, ImportTurns turns, CancellationToken cancellationToken)
    {
        // An operator that visits a tenant has nothing to do with its users' own things.
        if (caller.Context.IsOperators)
        {
            return Refusals.PermissionDenied;
        }

        var errors = new ValidationErrors();
        Check(request, errors);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        AuditedWork.Name(request.To!);
        if (await users.FindAsync(request.From!, cancellationToken) is null || await users.FindAsync(request.To!, cancellationToken) is not { } receiver)
        {
            return CloneRefusals.NoUser;
        }

        var (from, to) = (caller.Context.AsUser(request.From!), caller.Context.AsUser(request.To!));
        var outcome = await turns.RunAsync(
            () => clone.CopyAsync(from, to, request.Existing == CloneRequest.Keep, IsChinese(receiver.Preferences), cancellationToken), ArchiveRefusals.Busy, cancellationToken);
        return outcome.Plan is { } plan
            ? TypedResults.Ok(new ClonedWorkspace(
                request.From!, request.To!, plan.Created.Count, plan.Unchanged, plan.InTheWay.Count, [.. plan.Waiting.Select(static file => file.Path.Value)], plan.Bytes))
            : outcome.Refusal!;
    }

    private static bool IsChinese(Preferences preferences) => preferences.Language?.StartsWith("zh", StringComparison.OrdinalIgnoreCase) is not false;

    private static void Check(CloneRequest request, ValidationErrors errors) => errors
        .Require<UserId>(request.From, "from")
        .Require<UserId>(request.To, "to")
        .Require(request.From is null || request.From != request.To, "to", "must be another user than from")
        .OneOf(request.Existing ?? CloneRequest.Refuse, "existing", CloneRequest.Refuse, CloneRequest.Keep);
}
