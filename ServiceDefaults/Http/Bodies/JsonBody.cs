using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Nanobot.Contracts.Operations;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http.Bodies;

/// <summary>The one rule of what is taken as a JSON body: JSON by its media type, in UTF-8.</summary>
public static class JsonBody
{
    private static readonly Refusal Unsaid = Refusals.UnsupportedMediaType("The request does not say in one Content-Type what its body is; send it as application/json.");
    private static readonly Refusal NotJson = Refusals.UnsupportedMediaType("Send the body as application/json.");

    /// <summary>Null where the body is taken, or where there is none; the framework, which compares more narrowly, then sees plain JSON.</summary>
    public static Refusal? Check(HttpRequest request)
    {
        if (IsPlain(request) || request.HttpContext.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: false })
        {
            return null;
        }

        if (BodyType.Of(request) is not { } type)
        {
            return Unsaid;
        }

        if (!type.IsJson)
        {
            return NotJson;
        }

        if (type.ForeignCharset is { } charset)
        {
            return Refusals.UnsupportedMediaType($"The body is said to be in {charset}; send it in UTF-8.");
        }

        request.ContentType = MediaTypes.Json;
        return null;
    }

    /// <summary>Writes what is JSON in UTF-8, however it is spelled, in the one way that routing knows; leaves everything else alone.</summary>
    internal static void Normalize(HttpRequest request)
    {
        if (request.Headers.ContentType.Count != 0 && !IsPlain(request) && BodyType.Of(request) is { IsJson: true, ForeignCharset: null })
        {
            request.ContentType = MediaTypes.Json;
        }
    }

    private static bool IsPlain(HttpRequest request) => request.Headers.ContentType is [MediaTypes.Json or "application/json; charset=utf-8"];
}
