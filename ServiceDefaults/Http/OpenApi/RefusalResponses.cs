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

        var metadata = context.Description.ActionDescriptor.EndpointMetadata.OfType<Operation>().LastOrDefault();
        var isOpenAi = metadata?.IsOpenAi is true;
        document.AddComponent(nameof(ProblemDetails), await context.GetOrCreateSchemaAsync(typeof(ProblemDetails), null, cancellationToken));
        if (isOpenAi)
        {
            document.AddComponent(OpenAiErrorSchema.Name, OpenAiErrorSchema.Create());
        }

        var responses = operation.Responses ??= [];
        foreach (var status in operation.RequestBody is null ? OfCredentials : OfCredentials.Concat(OfBodies))
        {
            responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), Refused(ReasonPhrases.GetReasonPhrase(status), document, isOpenAi));
        }

        if (metadata?.Forms.Count > 0)
        {
            responses.TryAdd("406", Refused(ReasonPhrases.GetReasonPhrase(StatusCodes.Status406NotAcceptable), document, isOpenAi));
        }

        responses.TryAdd("default", Refused("Any other refusal, or a failure", document, isOpenAi));
    }

    private static OpenApiResponse Refused(string description, OpenApiDocument document, bool isOpenAi) => new()
    {
        Description = description,
        Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
        {
            [isOpenAi ? MediaTypes.Json : MediaType] = new() { Schema = new OpenApiSchemaReference(isOpenAi ? OpenAiErrorSchema.Name : nameof(ProblemDetails), document) },
        },
    };
}
