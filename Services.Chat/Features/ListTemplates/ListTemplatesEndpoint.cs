using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Contracts.Operations;
using Nanobot.ServiceDefaults.Authentication;
using Nanobot.ServiceDefaults.Http;
using Nanobot.Services.Chat.Workspaces.OwnTemplates;

namespace Nanobot.Services.Chat.Features.ListTemplates;

/// <summary><c>GET /workspace/templates</c>.</summary>
internal static class ListTemplatesEndpoint
{
    public static void MapListTemplates(this RouteGroupBuilder administrators) => administrators.MapOperation(Operations.Chat.ListTemplates, HandleAsync)
        .WithSummary("The files of the tenant's own that new workspaces begin with, by path and language.")
        .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<Ok<Page<TemplateEntry>>> HandleAsync(PageRequest page, Caller caller, TenantTemplates templates, CancellationToken cancellationToken) =>
        TypedResults.Ok(await templates.ListAsync(caller.Context, page, cancellationToken));
}
