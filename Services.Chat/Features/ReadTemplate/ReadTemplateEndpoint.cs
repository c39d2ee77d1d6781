using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.OpenApi;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Chat.Workspaces;
using Nanobot.Services.Chat.Workspaces.OwnTemplates;

namespace Nanobot.Services.Chat.Features.ReadTemplate;

/// <summary><c>GET /workspace/templates/{path}</c>.</summary>
internal static class ReadTemplateEndpoint
{
    public static void MapReadTemplate(this RouteGroupBuilder administrators) => administrators.MapOperation(Operations.Chat.ReadTemplate, HandleAsync)
        .WithSummary("The content of a template of the tenant's own, for one language or, without one, for all; its ETag is its revision.")
        .Produces(StatusCodes.Status200OK)
        .ProducesAlso(MediaTypes.Text, MediaTypes.Binary)
        .Produces(StatusCodes.Status304NotModified)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<ConditionalContent, Refusal>> HandleAsync(
        string path, string? language, Caller caller, TenantTemplates templates, RequestPreconditions preconditions, HttpRequest request, CancellationToken cancellationToken)
    {
        if (!TemplateName.IsLanguage(language))
        {
            return Refusals.Invalid("language", TemplateName.LanguageRule);
        }

        // A path that no template can have is answered like one that none has.
        if (!TemplateName.TryParse(path, language, out var name) || await templates.FindAsync(caller.Context, name, cancellationToken) is not { } file)
        {
            return TemplateRefusals.NotFound;
        }

        var (content, refusal) = FileAnswer.Of(file, preconditions, request);
        return refusal is not null ? refusal : content!;
    }
}
