using System.Text.Unicode;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.OpenApi;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Features.WriteFile;

/// <summary><c>PUT /workspace/files/{path}</c>.</summary>
internal static class WriteFileEndpoint
{
    private const string Text = "text/plain";
    private const string Binary = "application/octet-stream";

    public static void MapWriteFile(this RouteGroupBuilder group) => group.MapOperation(Operations.Chat.WriteFile, HandleAsync)
        .WithSummary("Write a file of the caller's workspace (text/plain or application/octet-stream); If-Match names the revision that it must have.")
        .AddOpenApiOperationTransformer(static (operation, _, _) =>
        {
            // The body is read by hand, so the document cannot know of it by itself.
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType> { [Text] = new(), [Binary] = new() },
            };
            return Task.CompletedTask;
        })
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);

    private static async Task<Results<Ok<WrittenFile>, Created<WrittenFile>, Refusal>> HandleAsync(
        string path, Caller caller, WorkspaceStore workspace, HttpRequest request, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!WorkspacePath.TryParse(path, out var name))
        {
            return Refusals.Invalid("path", WorkspacePath.Rule);
        }

        if (WritePreconditions.Of(request) is not { } condition)
        {
            return WritePreconditions.Invalid;
        }

        var type = request.GetTypedHeaders().ContentType?.MediaType.Value;
        if (type is not (Text or Binary))
        {
            return new Refusal(StatusCodes.Status415UnsupportedMediaType, "UNSUPPORTED_MEDIA_TYPE", $"Send the file as {Text} or {Binary}.");
        }

        if (await ReadAsync(request.Body, cancellationToken) is not { } content)
        {
            return WorkspaceRefusals.TooLarge;
        }

        if (type == Text && !Utf8.IsValid(content))
        {
            return WorkspaceRefusals.NotText;
        }

        var outcome = await workspace.WriteAsync(caller.Context, name, content, condition, FileAuthor.User, cancellationToken);
        if (outcome.Entry is not { } entry)
        {
            return outcome.Refusal!;
        }

        response.Headers.ETag = $"\"{entry.Revision}\"";
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
