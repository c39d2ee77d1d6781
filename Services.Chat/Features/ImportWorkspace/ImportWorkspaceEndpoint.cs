using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.Services.Chat.Workspaces.Archives;

namespace Nanobot.Services.Chat.Features.ImportWorkspace;

/// <summary><c>POST /workspace/import</c>.</summary>
internal static class ImportWorkspaceEndpoint
{
    private static readonly string[] Types = [MediaTypes.Zip, "application/x-zip-compressed", MediaTypes.Binary];

    public static void MapImportWorkspace(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ImportWorkspace, HandleAsync)
        .WithSummary("Take the files of a zip archive into the caller's workspace, all of them or none; existing says what becomes of those that are there with other content.")
        .AddOpenApiOperationTransformer(static (operation, _, _) =>
        {
            // The body is read by hand, so the document cannot know of it by itself.
            operation.RequestBody = new OpenApiRequestBody { Required = true, Content = new Dictionary<string, OpenApiMediaType> { [MediaTypes.Zip] = new() } };
            return Task.CompletedTask;
        })
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status429TooManyRequests)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable);

    private static async Task<Results<Ok<ImportedFiles>, Refusal>> HandleAsync(
        string? existing, Caller caller, WorkspaceImport import, ImportTurns turns, HttpRequest request, CancellationToken cancellationToken)
    {
        if (ModeOf(existing) is not { } mode)
        {
            return Refusals.Invalid("existing", "must be refuse, keep or replace");
        }

        if (!Types.Contains(BodyType.Of(request)?.MediaType, StringComparer.Ordinal))
        {
            return ArchiveRefusals.WrongType;
        }

        // All of it first, beyond a little in a temporary file: however slowly it comes, it holds neither memory nor anybody's turn.
        request.EnableBuffering();
        await request.Body.DrainAsync(cancellationToken);
        var outcome = await turns.RunAsync(() => import.TakeAsync(caller.Context, request.Body, mode, cancellationToken), ArchiveRefusals.Busy, cancellationToken);
        return outcome.Refusal is { } refusal
            ? refusal
            : TypedResults.Ok(new ImportedFiles(outcome.Created, outcome.Replaced, outcome.Unchanged, outcome.Kept, outcome.Bytes));
    }

    private static ImportMode? ModeOf(string? existing) => existing switch
    {
        null or "refuse" => ImportMode.Refuse,
        "keep" => ImportMode.Keep,
        "replace" => ImportMode.Replace,
        _ => null,
    };
}
