using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Tenancy;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.DiffFile;

/// <summary><c>GET /workspace/diff/{path}</c>.</summary>
internal static class DiffFileEndpoint
{
    public static void MapDiffFile(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.DiffFile, HandleAsync)
        .WithSummary("What changed in a file between two revisions, by lines; without them, by the last write.")
        .Produces(StatusCodes.Status200OK)
        .ProducesAlso(MediaTypes.Text)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge);

    private static async Task<Results<ContentHttpResult, Refusal>> HandleAsync(
        string path, string? from, string? to, Caller caller, WorkspaceHistory history, HttpResponse response, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors()
            .Require(RevisionNumber.TryParse(from, out var first), "from", RevisionNumber.Rule)
            .Require(RevisionNumber.TryParse(to, out var second), "to", RevisionNumber.Rule);
        if (errors.ToRefusal() is { } invalid)
        {
            return invalid;
        }

        if (!WorkspacePath.TryParse(path, out var name) || await history.FindAsync(caller.Context, name, second, cancellationToken) is not { } now)
        {
            return second is null ? WorkspaceRefusals.NotFound : WorkspaceRefusals.NoRevision;
        }

        var before = await BeforeAsync(history, caller.Context, name, first, now, cancellationToken);
        if (before is null && first is not null)
        {
            return WorkspaceRefusals.NoRevision;
        }

        if (now.Text is not { } newText || (before is null ? "" : before.Text) is not { } oldText)
        {
            return WorkspaceRefusals.NoText;
        }

        if (UnifiedDiff.Write((before is null ? "/dev/null" : Header("a", before), oldText), (Header("b", now), newText)) is not { } diff)
        {
            return WorkspaceRefusals.DiffTooLarge;
        }

        // Whatever the file holds, no browser is to run it.
        response.Headers.ContentSecurityPolicy = "sandbox";
        return TypedResults.Text(diff, $"{MediaTypes.Text}; charset=utf-8");
    }

    /// <summary>The revision that is named, or the one before <paramref name="now"/>; null where nothing is kept of it.</summary>
    private static Task<WorkspaceFile?> BeforeAsync(
        WorkspaceHistory history, TenantContext context, WorkspacePath path, long? revision, WorkspaceFile now, CancellationToken cancellationToken) =>
        revision is null ? history.FindBeforeAsync(context, path, now.Revision, cancellationToken) : history.FindAsync(context, path, revision, cancellationToken);

    private static string Header(string side, WorkspaceFile file) => string.Create(CultureInfo.InvariantCulture, $"{side}/{file.Path}\trevision {file.Revision}");
}
