using System.Net.Sockets;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>An endpoint of a resource.</summary>
public sealed class EndpointAnnotation(
    ProtocolType protocol,
    string? uriScheme = null,
    string? transport = null,
    string? name = null,
    int? port = null,
    int? targetPort = null,
    bool? isExternal = null,
    bool? isProxied = null) : IResourceAnnotation
{
    /// <summary>The protocol below; only TCP is used.</summary>
    public ProtocolType Protocol { get; set; } = protocol;

    /// <summary>The scheme of its address, such as <c>http</c>.</summary>
    public string UriScheme { get; set; } = uriScheme ?? "tcp";

    /// <summary>The transport, such as <c>http</c> or <c>http2</c>.</summary>
    public string Transport { get; set; } = transport ?? (uriScheme is "http" or "https" ? "http" : "tcp");

    /// <summary>The name, unique in its resource.</summary>
    public string Name { get; set; } = name ?? uriScheme ?? "tcp";

    /// <summary>The port that others use; null asks for a free one.</summary>
    public int? Port { get; set; } = port;

    /// <summary>The port that the process listens on; null asks for <see cref="Port"/> or a free one.</summary>
    public int? TargetPort { get; set; } = targetPort;

    /// <summary>Whether a deployment opens it to the outside.</summary>
    public bool IsExternal { get; set; } = isExternal ?? false;

    /// <summary>Whether a proxy may stand before it.</summary>
    public bool IsProxied { get; set; } = isProxied ?? true;

    /// <summary>The host that it is reached on.</summary>
    public string TargetHost { get; set; } = "localhost";

    internal string? EnvironmentVariable { get; init; }

    internal int? AllocatedPort { get; set; }
}
