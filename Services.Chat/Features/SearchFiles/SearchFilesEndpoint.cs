using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.SearchFiles;

/// <summary><c>GET /workspace/search</c>.</summary>
internal static class SearchFilesEndpoint
{
    private const int MaximumQuery = 200;

    public static void MapSearchFiles(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.SearchFiles, HandleAsync)
        .WithSummary("The files of the caller's workspace whose name or text has the words q, in any script, by path.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Results<Ok<Page<SearchHit>>, Refusal>> HandleAsync(
        [Required] string? q, PageRequest page, Caller caller, WorkspaceSearch workspace, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(q) || q.Length > MaximumQuery || q.Contains('\0', StringComparison.Ordinal))
        {
            return Refusals.Invalid("q", $"must be 1 to {MaximumQuery} characters, not blank and without U+0000");
        }

        var found = await workspace.FindAsync(caller.Context, q, page, cancellationToken);
        return TypedResults.Ok(new Page<SearchHit>([.. found.Items.Select(ToHit)], found.NextCursor));
    }

    private static SearchHit ToHit(FoundFile file) =>
        new(file.Entry.Path, file.Entry.Bytes, file.Entry.Revision, file.Entry.UpdatedAt, file.InName, file.Line, file.Excerpt);
}
