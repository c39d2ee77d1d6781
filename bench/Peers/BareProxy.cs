using System.Net;
using Yarp.ReverseProxy.Configuration;
using Yarp.ReverseProxy.Forwarder;

namespace Nanobot.Bench;

/// <summary>YARP as it comes, over HTTP/1.1 like the gateway: no credentials, no contexts, no telemetry.</summary>
internal static class BareProxy
{
    public static WebApplication Build(string url, string module)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls(url);
        builder.Services.AddReverseProxy().LoadFromMemory(
            [new RouteConfig { RouteId = "all", ClusterId = "module", Match = new RouteMatch { Path = "/{**rest}" } }],
            [
                new ClusterConfig
                {
                    ClusterId = "module",
                    HttpRequest = new ForwarderRequestConfig { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact },
                    Destinations = new Dictionary<string, DestinationConfig>(StringComparer.Ordinal) { ["module"] = new() { Address = module } },
                },
            ]);
        var app = builder.Build();
        app.MapReverseProxy();
        return app;
    }
}
