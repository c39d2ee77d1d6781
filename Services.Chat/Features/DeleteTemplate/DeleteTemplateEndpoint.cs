using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.ServiceDefaults.Http.Preconditions;
using Nanobot.Services.Chat.Workspaces;
using Nanobot.Services.Chat.Workspaces.OwnTemplates;

namespace Nanobot.Services.Chat.Features.DeleteTemplate;

/// <summary><c>DELETE /workspace/templates/{path}</c>.</summary>
internal static class DeleteTemplateEndpoint
{
    public static void MapDeleteTemplate(this RouteGroupBuilder administrators) => administrators.MapOperation(Operations.Chat.DeleteTemplate, HandleAsync)
        .WithSummary("Delete a template of the tenant's own; workspaces that are there do not change.")
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed);

    private static async Task<Results<NoContent, Refusal>> HandleAsync(
        string path, string? language, Caller caller, TenantTemplates templates, RequestPreconditions preconditions, CancellationToken cancellationToken)
    {
        if (!TemplateName.IsLanguage(language))
        {
            return Refusals.Invalid("language", TemplateName.LanguageRule);
        }

        return !TemplateName.TryParse(path, language, out var name) ? TemplateRefusals.NotFound
            : await templates.DeleteAsync(caller.Context, name, WriteCondition.Of(preconditions), cancellationToken) is { } refusal ? refusal
            : TypedResults.NoContent();
    }
}
