using Microsoft.AspNetCore.Builder;
using Microsoft.OpenApi;

namespace Nanobot.ServiceDefaults.Http.OpenApi;

/// <summary>Describes answers that come in several forms.</summary>
public static class ResponseContentExtensions
{
    /// <summary>
    /// Says that the 200 comes as each of <paramref name="mediaTypes"/> too, beside its JSON: the framework keeps but one
    /// description a status.
    /// </summary>
    public static RouteHandlerBuilder ProducesAlso(this RouteHandlerBuilder endpoint, params string[] mediaTypes) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            if (operation.Responses?["200"] is OpenApiResponse answer)
            {
                answer.Content ??= new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal);
                foreach (var mediaType in mediaTypes)
                {
                    answer.Content.TryAdd(mediaType, new OpenApiMediaType());
                }
            }

            return Task.CompletedTask;
        });
}
