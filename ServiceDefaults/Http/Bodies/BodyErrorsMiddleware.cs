using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http.Bodies;

/// <summary>
/// Names all that is wrong with a JSON body where reading it ended at the first fault. A good one is neither copied nor read twice.
/// </summary>
internal sealed class BodyErrorsMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } type && http.Request.HasJsonContentType()
            ? RunAsync(http, type)
            : next(http);

    private async Task RunAsync(HttpContext http, Type type)
    {
        using var body = await HeldBody.TryHoldAsync(http);
        try
        {
            await next(http);
        }
        catch (BadHttpRequestException unreadable) when (unreadable.InnerException is JsonException && body is not null)
        {
            if (BodyErrors.Find(http, body.Content, type) is { } refusal)
            {
                throw new RefusalException(refusal);
            }

            throw;
        }
    }
}
