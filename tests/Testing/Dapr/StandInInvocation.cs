using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Yarp.ReverseProxy.Forwarder;

namespace Nanobot.Testing.Dapr;

/// <summary>
/// Service invocation, as <c>daprd</c> does it over HTTP: to the application whose id the header <c>dapr-app-id</c> names, at the path of the request, or by
/// <c>/v1.0/invoke/{id}/method/{path}</c>. The caller shows the sidecar's token, the application is shown its own, and streams pass as they come.
/// </summary>
internal sealed class StandInInvocation(StandInOptions options) : IDisposable
{
    private const string AppId = "dapr-app-id";
    private const string ApiToken = "dapr-api-token";
    private const string Prefix = "/v1.0/invoke/";
    private const string Method = "/method";

    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        UseProxy = false,
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        ActivityHeadersPropagator = null,
    });

    private int _count;

    /// <summary>Calls passed on.</summary>
    public int Count => Volatile.Read(ref _count);

    public async Task PassOnAsync(HttpContext http, IReadOnlyDictionary<string, int> apps)
    {
        if (options.SidecarToken is { } token && http.Request.Headers[ApiToken] != token)
        {
            await RefuseAsync(http, StatusCodes.Status401Unauthorized, "ERR_UNAUTHENTICATED", "invalid api token");
            return;
        }

        if (Target(http.Request) is not { } target)
        {
            await RefuseAsync(http, StatusCodes.Status404NotFound, "ERR_NOT_FOUND", "the stand-in has no such route");
            return;
        }

        if (!apps.TryGetValue(target.App, out var port))
        {
            await RefuseAsync(http, StatusCodes.Status500InternalServerError, "ERR_DIRECT_INVOKE", $"failed to invoke, id: {target.App}, err: app channel is not initialized");
            return;
        }

        Interlocked.Increment(ref _count);
        var forwarder = http.RequestServices.GetRequiredService<IHttpForwarder>();
        await forwarder.SendAsync(http, $"http://127.0.0.1:{port}", _client, ForwarderRequestConfig.Empty, new Transformer(target.Path, options.AppToken));
    }

    public void Dispose() => _client.Dispose();

    private static (string App, PathString Path)? Target(HttpRequest request)
    {
        if (request.Headers[AppId].ToString() is { Length: > 0 } app)
        {
            return (app, request.Path);
        }

        var path = request.Path.Value ?? "";
        var end = path.IndexOf(Method, StringComparison.Ordinal);
        return path.StartsWith(Prefix, StringComparison.Ordinal) && end > Prefix.Length ? (path[Prefix.Length..end], path[(end + Method.Length)..]) : null;
    }

    private static Task RefuseAsync(HttpContext http, int status, string code, string message)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        return http.Response.WriteAsync(JsonSerializer.Serialize(new { errorCode = code, message }));
    }

    private sealed class Transformer(PathString path, string? appToken) : HttpTransformer
    {
        public override async ValueTask TransformRequestAsync(HttpContext http, HttpRequestMessage request, string destination, CancellationToken cancellationToken)
        {
            await base.TransformRequestAsync(http, request, destination, cancellationToken);
            request.RequestUri = RequestUtilities.MakeDestinationAddress(destination, path, http.Request.QueryString);
            request.Headers.Remove(AppId);
            request.Headers.Remove(ApiToken);
            if (appToken is not null)
            {
                request.Headers.TryAddWithoutValidation(ApiToken, appToken);
            }
        }
    }
}
