using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http.Bodies;
using Nanobot.ServiceDefaults.Http.Negotiation;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>
/// Holds a request against what its operation answers and takes, before anything of it is done: the media types that it accepts, and
/// the type, character set and coding of its body. What anyone may ask (the health) is answered whatever it accepts: monitors send anything.
/// </summary>
internal sealed class OperationRulesMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http) =>
        http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<Operation>() is { } operation && Check(http, endpoint, operation) is { } refusal
            ? refusal.WriteAsync(http)
            : next(http);

    private static Refusal? Check(HttpContext http, Endpoint endpoint, Operation operation)
    {
        if (operation.Access != Access.Anonymous && operation.Forms.Count > 0 && AcceptedForm.Choose(http.Request, operation.Forms) is null)
        {
            return Refusals.NotAcceptable(operation.Forms);
        }

        // What is not there has no type and no coding, whatever is said of it.
        if (http.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return null;
        }

        return PartialBody.Check(http.Request) ?? (TakesJson(endpoint) ? JsonBody.Check(http.Request) : null) ?? BodyCodings.Check(http);
    }

    private static bool TakesJson(Endpoint endpoint) => endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.ContentTypes.Contains(MediaTypes.Json) is true;
}
