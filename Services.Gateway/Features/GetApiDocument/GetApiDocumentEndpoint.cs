using Microsoft.AspNetCore.Http.HttpResults;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http;
using Swashbuckle.AspNetCore.SwaggerUI;

namespace Nanobot.Services.Gateway.Features.GetApiDocument;

/// <summary><c>GET /openapi.json</c> and the page at <c>/docs</c>, whose parts all come from this process.</summary>
internal static class GetApiDocumentEndpoint
{
    private const string Document = "/openapi.json";

    public static void MapGetApiDocument(this RouteGroupBuilder anyone) => anyone.MapGet(Document, HandleAsync)
        .WithName("GetApiDocument")
        .WithSummary("All modules' documents as one.")
        .ExcludeFromDescription()
        .AnswersHead();

    // Under its own path only: the page's middleware matches an expression against every path that it sees.
    public static void UseDocsPage(this WebApplication app) =>
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/docs", StringComparison.OrdinalIgnoreCase), docs =>
        {
            docs.UseMiddleware<DocsPageMiddleware>();
            docs.UseSwaggerUI(Configure);
        });

    private static void Configure(SwaggerUIOptions page)
    {
        page.RoutePrefix = "docs";
        page.DocumentTitle = "Nanobot API";
        page.SwaggerEndpoint(Document, "Nanobot");
    }

    private static async Task<Results<FileContentHttpResult, Refusal>> HandleAsync(SuiteDocument documents, CancellationToken cancellationToken)
    {
        var document = await documents.GetAsync(cancellationToken);
        return document.Text is { } text
            ? TypedResults.Bytes(text, "application/json")
            : Refusals.Unavailable("MODULE_UNAVAILABLE", $"The document is not complete: {string.Join(", ", document.Missing)} did not answer; try again shortly.");
    }
}
