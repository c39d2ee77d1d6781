using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Domain.Workspaces;

namespace Nanobot.Services.Chat.Features.ListFiles;

/// <summary><c>GET /workspace/files</c>.</summary>
internal static class ListFilesEndpoint
{
    public static void MapListFiles(this IEndpointRouteBuilder endpoints) => endpoints.MapGet("", ListAsync)
        .WithName("ListFiles")
        .WithSummary("The files of the caller's workspace, by path.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<WorkspaceEntry>>, Refusal>> ListAsync(
        PageRequest page, Caller caller, WorkspaceStore workspace, CancellationToken cancellationToken) =>
        page.After is null || WorkspacePath.TryParse(page.After, out _)
            ? TypedResults.Ok(await workspace.ListAsync(caller.Context, page, cancellationToken))
            : Refusals.WrongCursor;
}
