using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Chat.Workspaces;
using Nanobot.Services.Chat.Workspaces.OwnTemplates;

namespace Nanobot.Services.Chat.Features.WriteTemplate;

/// <summary><c>PUT /workspace/templates/{path}</c>.</summary>
internal static class WriteTemplateEndpoint
{
    public static void MapWriteTemplate(this RouteGroupBuilder administrators) => administrators.MapOperation(Operations.Chat.WriteTemplate, HandleAsync)
        .WithSummary("Write a file that new workspaces of the tenant begin with (text/plain or application/octet-stream), for one language or, without one, for all; workspaces that are there do not change.")
        .AddOpenApiOperationTransformer(static (operation, _, _) =>
        {
            operation.RequestBody = FileAnswer.Body();
            return Task.CompletedTask;
        })
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status429TooManyRequests);

    private static async Task<Results<Ok<TemplateEntry>, Created<TemplateEntry>, Refusal>> HandleAsync(
        string path, string? language, Caller caller, TenantTemplates templates, RequestPreconditions preconditions, HttpRequest request, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!TemplateName.TryParse(path, language, out var name))
        {
            return TemplateName.IsLanguage(language) ? Refusals.Invalid("path", TemplateName.PathRule) : Refusals.Invalid("language", TemplateName.LanguageRule);
        }

        var (content, unread) = await FileBody.ReadAsync(request, cancellationToken);
        if (unread is not null)
        {
            return unread;
        }

        var (entry, refusal, isNew) = await templates.WriteAsync(caller.Context, name, content, WriteCondition.Of(preconditions), cancellationToken);
        if (entry is null)
        {
            return refusal!;
        }

        response.Headers.ETag = RevisionTag.Of(entry.Revision).ToString();
        return isNew
            ? TypedResults.Created(FileAnswer.Location("/workspace/templates", entry.Path) + (language is null ? "" : $"?language={language}"), entry)
            : TypedResults.Ok(entry);
    }
}
