using System.Diagnostics;

namespace Nanobot.Platform.Core.Telemetry;

/// <summary>
/// Names of the spans of outgoing calls: method and peer, for example <c>GET tenants</c>. The method alone would make all of them
/// look alike, and a path would make as many names as there are ids.
/// </summary>
public static class ClientSpans
{
    // Of OpenTelemetry's semantic conventions.
    private const string PeerService = "peer.service";

    private static readonly HttpRequestOptionsKey<string> Peer = new("nanobot.peer");

    /// <summary>Says which module is called: the address, once it is found, tells nobody.</summary>
    public static void Call(HttpRequestMessage request, string module) => request.Options.Set(Peer, module);

    /// <summary>Names the span of a call as it begins.</summary>
    public static void Name(Activity span, HttpRequestMessage request)
    {
        // What the proxy forwards is around its client's call.
        var module = request.Options.TryGetValue(Peer, out var called) ? called : span.Parent?.GetTagItem("proxy.cluster_id") as string;
        span.DisplayName = $"{request.Method} {module ?? request.RequestUri?.Host}";
        if (module is not null)
        {
            span.SetTag(PeerService, module);
        }
    }
}
