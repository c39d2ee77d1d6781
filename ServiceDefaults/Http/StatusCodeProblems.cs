using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>Gives bare status codes of the framework (no such route, wrong method) a problem document with a code.</summary>
internal static class StatusCodeProblems
{
    public static Task WriteAsync(StatusCodeContext context)
    {
        var http = context.HttpContext;
        var refusal = http.Response.StatusCode switch
        {
            StatusCodes.Status401Unauthorized => Refusals.AuthenticationRequired,
            StatusCodes.Status403Forbidden => Refusals.PermissionDenied,
            StatusCodes.Status404NotFound => new Refusal(StatusCodes.Status404NotFound, "ROUTE_NOT_FOUND", "There is no such route."),
            StatusCodes.Status405MethodNotAllowed => new Refusal(StatusCodes.Status405MethodNotAllowed, "METHOD_NOT_ALLOWED", $"This route takes {http.Response.Headers.Allow}."),
            StatusCodes.Status415UnsupportedMediaType => Refusals.UnsupportedMediaType("Send the body as application/json."),
            StatusCodes.Status413PayloadTooLarge => Refusals.BodyTooLarge,
            var status => new Refusal(status, $"HTTP_{status}", "The request was refused."),
        };
        return refusal.WriteAsync(http);
    }
}
