using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.OpenApi;
using Nanobot.Contracts.Operations;

namespace Nanobot.ServiceDefaults.Http.OpenApi;

/// <summary>
/// What the pipeline refuses ahead of an endpoint, so that endpoints name their own refusals only: a credential that is
/// missing or does not reach this far, and a body that cannot be read. Anything else that may go wrong is the default.
/// </summary>
internal static class RefusalResponses
{
    private const string MediaType = "application/problem+json";
    private static readonly int[] OfCredentials = [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden];
    private static readonly int[] OfBodies =
        [StatusCodes.Status400BadRequest, StatusCodes.Status413PayloadTooLarge, StatusCodes.Status415UnsupportedMediaType];

    public static async Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        if (context.Document is not { } document || context.Description.ActionDescriptor.EndpointMetadata.OfType<IAllowAnonymous>().Any())
        {
            return;
        }

        document.AddComponent(nameof(ProblemDetails), await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, cancellationToken));
        var responses = operation.Responses ??= [];
        foreach (var status in operation.RequestBody is null ? OfCredentials : OfCredentials.Concat(OfBodies))
        {
            responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), Problem(ReasonPhrases.GetReasonPhrase(status), document));
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<Operation>().Any(static known => known.Forms.Count > 0))
        {
            responses.TryAdd("406", Problem(ReasonPhrases.GetReasonPhrase(StatusCodes.Status406NotAcceptable), document));
        }

        responses.TryAdd("default", Problem("Any other refusal, or a failure", document));
    }

    private static OpenApiResponse Problem(string description, OpenApiDocument document) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [MediaType] = new() { Schema = new OpenApiSchemaReference(nameof(ProblemDetails), document) },
        },
    };
}
