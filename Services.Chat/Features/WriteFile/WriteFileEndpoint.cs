using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Bodies;
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
            // The body is read by hand, so the document cannot know of it by itself.
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { [MediaTypes.Text] = new(), [MediaTypes.Binary] = new() },
            };
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

        var type = BodyType.Of(request);
        if (type?.MediaType is not (MediaTypes.Text or MediaTypes.Binary))
        {
            return Refusals.UnsupportedMediaType($"Send the file as {MediaTypes.Text} or {MediaTypes.Binary}.");
        }

        var isText = type.MediaType == MediaTypes.Text;
        if (isText && type.ForeignCharset is { } charset)
        {
            return Refusals.UnsupportedMediaType($"The text is said to be in {charset}; send it in UTF-8, or as {MediaTypes.Binary}.");
        }

        if (await ReadAsync(request.Body, cancellationToken) is not { } content)
        {
            return WorkspaceRefusals.TooLarge;
        }

        if (isText && !Utf8.IsValid(content))
        {
            return WorkspaceRefusals.NotText;
        }

        var outcome = await workspace.WriteAsync(caller.Context, name, content, WriteCondition.Of(preconditions), FileAuthor.User, cancellationToken);
        if (outcome.Entry is not { } entry)
        {
            return outcome.Refusal!;
        }

        response.Headers.ETag = RevisionTag.Of(entry.Revision).ToString();
        var file = new WrittenFile(entry.Path, entry.Bytes, entry.Revision, entry.UpdatedAt);
        return outcome.IsNew
            ? TypedResults.Created($"/workspace/files/{string.Join('/', entry.Path.Split('/').Select(Uri.EscapeDataString))}", file)
            : TypedResults.Ok(file);
    }

    /// <summary>The body, or null when it is larger than a file may be.</summary>
    private static async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(buffer, cancellationToken)) > 0)
        {
            if (content.Length + read > WorkspaceLimits.FileBytes)
            {
                return null;
            }

            content.Write(buffer, 0, read);
        }

        return content.ToArray();
    }
}
