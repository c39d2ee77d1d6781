namespace Nanobot.Services.Gateway.Routing;

/// <summary>Options of section <c>Proxy</c>.</summary>
internal sealed class ProxyOptions
{
    /// <summary>
    /// Longest silence of a module or of a client, streams included, before a request is given up. Default 100 seconds;
    /// range 1 second to 1 hour.
    /// </summary>
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromSeconds(100);
}
