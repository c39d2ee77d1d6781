using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using Nanobot.Platform.Core.Problems;
using Nanobot.ServiceDefaults.Http.Answers;

namespace Nanobot.ServiceDefaults.Http;

/// <summary>
/// Ahead of everything: refuses a body that could be read in two ways (RFC 9112, 6.1 and 6.3), and ends its connection, since whoever stands in
/// between may see the next request elsewhere; keeps methods in another case, which are other methods (RFC 9110, 9.1), from being taken for those
/// that there are; and answers what is asked of the server as a whole (RFC 9110, 9.3.7).
/// </summary>
internal sealed class PlainRequestMiddleware(RequestDelegate next)
{
    private const string Chunked = "chunked";

    // Under this name the server keeps a length that stood beside a transfer coding.
    private const string PassedOver = "X-Content-Length";

    // No method begins with it, nor is it sent anywhere.
    private const string NoMethod = "(";

    private static readonly string Everywhere = string.Join(", ", HttpMethods.Get, HttpMethods.Head, HttpMethods.Post, HttpMethods.Put, HttpMethods.Patch, HttpMethods.Delete);

    private static readonly Refusal Ambiguous = new(StatusCodes.Status400BadRequest, "AMBIGUOUS_BODY",
        "Send the body with a Content-Length, or, in HTTP/1.1, with the Transfer-Encoding chunked, and with nothing else.");

    public Task InvokeAsync(HttpContext http)
    {
        if (http.Request.Headers.TransferEncoding.Count > 0 && !IsPlain(http.Request))
        {
            http.Response.Headers.Connection = "close";
            return Ambiguous.WriteAsync(http);
        }

        if (http.Request.Method == HttpMethods.Options && http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget == "*")
        {
            PublicAnswer.To(http);
            AllowedMethods.Answer(http, Everywhere);
            return Task.CompletedTask;
        }

        if (HttpMethods.GetCanonicalizedValue(http.Request.Method) is var known && known != http.Request.Method)
        {
            // Routing does not look at the case: it would take `get` for GET, and its methods are all that it can be told.
            http.Request.Method = $"{NoMethod}{http.Request.Method}";
        }

        return next(http);
    }

    private static bool IsPlain(HttpRequest request) =>
        request.Headers.TransferEncoding is [{ } coding] && coding.Equals(Chunked, StringComparison.OrdinalIgnoreCase)
        && !HttpProtocol.IsHttp10(request.Protocol) && request.Headers[HeaderNames.ContentLength].Count == 0 && request.Headers[PassedOver].Count == 0;
}
