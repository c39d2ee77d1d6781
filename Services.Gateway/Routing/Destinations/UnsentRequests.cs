using Nanobot.Services.Gateway.Observability;
using Yarp.ReverseProxy;
using Yarp.ReverseProxy.Forwarder;

namespace Nanobot.Services.Gateway.Routing.Destinations;

/// <summary>
/// Part of the proxy's pipeline: a request for which no connection could be made has had no effect and has lost nothing of its body, so it is sent once more, to
/// somebody else. Anything that was sent is not: what became of it nobody knows.
/// </summary>
internal sealed class UnsentRequests(RequestDelegate next, IProxyStateLookup clusters, GatewayTelemetry telemetry)
{
    public async Task InvokeAsync(HttpContext http)
    {
        await next(http);
        if (!WasNotSent(http) || http.Response.HasStarted || http.RequestAborted.IsCancellationRequested)
        {
            return;
        }

        var proxied = http.GetReverseProxyFeature();
        // That the one that failed is passed over the proxy notes a moment later.
        if (!clusters.TryGetCluster(proxied.Cluster.Config.ClusterId, out var cluster)
            || InstancesFirst.Among([.. cluster.DestinationsState.AllDestinations.Where(one => one != proxied.ProxiedDestination)]) is not { Count: > 0 } others)
        {
            return;
        }

        http.Features.Set<IForwarderErrorFeature>(null);
        http.Response.StatusCode = StatusCodes.Status200OK;
        proxied.ProxiedDestination = null;
        proxied.AvailableDestinations = others;
        telemetry.SentAgain(cluster.ClusterId);
        await next(http);
    }

    /// <summary>Whether a request ended before anything of it was sent.</summary>
    public static bool WasNotSent(HttpContext http) => http.GetForwarderErrorFeature() is
    {
        Error: ForwarderError.Request,
        Exception: HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError },
    };
}
