using System.Net;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Web.Guarding;

/// <summary>
/// Sends requests to addresses that somebody else names. Each is looked at before it is asked, and so is each that a server leads on to; requests that
/// change nothing follow there, some times, never from https to http, and take along what says nothing of whoever asks.
/// </summary>
/// <remarks>Make one by <see cref="GuardedHandlers"/>.</remarks>
internal sealed class GuardedHandler(WebGuard guard, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly string[] Harmless = ["Accept", "Accept-Encoding", "Accept-Language", "User-Agent"];

    /// <exception cref="RefusalException">An address may not be asked.</exception>
    /// <exception cref="HttpRequestException">There is no answer.</exception>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.RequestUri = guard.Check(request.RequestUri);
        var seen = new HashSet<Uri> { request.RequestUri };
        for (var left = guard.MaximumRedirects; ; left--)
        {
            var response = await SendOnceAsync(request, cancellationToken);
            if (Next(request, response) is not { } next)
            {
                return response;
            }

            response.Dispose();
            // Whoever is led in a circle, without cookies, is led there for ever.
            if (left == 0 || !seen.Add(next.RequestUri!))
            {
                throw new RefusalException(WebRefusals.Redirects);
            }

            request = next;
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        // What is thrown while a connection is made comes in an exception of the client's.
        catch (HttpRequestException exception) when (exception.InnerException is RefusalException refused)
        {
            throw new RefusalException(refused.Refusal);
        }
    }

    private HttpRequestMessage? Next(HttpRequestMessage request, HttpResponseMessage response)
    {
        if ((request.Method != HttpMethod.Get && request.Method != HttpMethod.Head) || !IsRedirection(response.StatusCode) || response.Headers.Location is not { } location)
        {
            return null;
        }

        var from = request.RequestUri!;
        var to = guard.Check(location.IsAbsoluteUri ? location : Uri.TryCreate(from, location, out var absolute) ? absolute : null);
        if (from.Scheme == Uri.UriSchemeHttps && to.Scheme == Uri.UriSchemeHttp)
        {
            throw new RefusalException(WebRefusals.Downgrade);
        }

        var next = new HttpRequestMessage(request.Method, to) { Version = request.Version, VersionPolicy = request.VersionPolicy };
        var isSameOrigin = (from.Scheme, from.Host, from.Port) == (to.Scheme, to.Host, to.Port);
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            if (isSameOrigin ? !name.Equals("Host", StringComparison.OrdinalIgnoreCase) : Harmless.Contains(name, StringComparer.OrdinalIgnoreCase))
            {
                next.Headers.TryAddWithoutValidation(name, values);
            }
        }

        return next;
    }

    private static bool IsRedirection(HttpStatusCode status) =>
        status is HttpStatusCode.MovedPermanently or HttpStatusCode.Found or HttpStatusCode.SeeOther or HttpStatusCode.TemporaryRedirect or HttpStatusCode.PermanentRedirect;
}
