using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Trust;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.ListRevisions;

/// <summary><c>GET /workspace/history/{path}</c>.</summary>
internal static class ListRevisionsEndpoint
{
    public static void MapListRevisions(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ListRevisions, HandleAsync)
        .WithSummary("What is kept of a file of the caller's workspace, deleted or not, the newest revision first.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<Ok<Page<ListedRevision>>, Refusal>> HandleAsync(
        string path, PageRequest page, Caller caller, WorkspaceHistory history, CancellationToken cancellationToken)
    {
        // A path that no file can have is answered like one that no file has.
        if (!WorkspacePath.TryParse(path, out var name) || await history.ListAsync(caller.Context, name, page, cancellationToken) is not { } revisions)
        {
            return WorkspaceRefusals.NotFound;
        }

        return TypedResults.Ok(new Page<ListedRevision>([.. revisions.Items.Select(ToItem)], revisions.NextCursor));
    }

    private static ListedRevision ToItem(FileRevision item) => new(item.Revision, item.Bytes, item.WrittenAt,
        item.Author is { } author ? new RevisionAuthor(author.Kind, author.TurnId, author.HasReadText, LabelSet.NamesOf(author.Labels)) : null, item.IsCurrent, item.DeletedAt);
}
