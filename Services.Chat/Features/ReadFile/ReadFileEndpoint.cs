using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.ReadFile;

/// <summary><c>GET /workspace/files/{path}</c>.</summary>
internal static class ReadFileEndpoint
{
    private const string Text = "text/plain; charset=utf-8";
    private const string Binary = "application/octet-stream";

    public static void MapReadFile(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.ReadFile, HandleAsync)
        .WithSummary("The content of a file of the caller's workspace; its ETag is its revision.")
        .Produces(StatusCodes.Status200OK)
        .ProducesAlso("text/plain", Binary)
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<Results<FileContentHttpResult, Refusal>> HandleAsync(
        string path, Caller caller, WorkspaceStore workspace, HttpResponse response, CancellationToken cancellationToken)
    {
        // A path that no file can have is answered like one that no file has.
        if (!WorkspacePath.TryParse(path, out var name) || await workspace.FindAsync(caller.Context, name, cancellationToken) is not { } file)
        {
            return WorkspaceRefusals.NotFound;
        }

        // Whatever the file holds, no browser is to run it.
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "sandbox";
        response.Headers.CacheControl = "private, no-cache";
        return TypedResults.Bytes(file.Content, file.Text is null ? Binary : Text,
            lastModified: file.UpdatedAt, entityTag: new EntityTagHeaderValue($"\"{file.Revision}\""));
    }
}
