namespace Nanobot.Services.Gateway.Routing;

/// <summary>Options of section <c>Proxy</c>.</summary>
internal sealed class ProxyOptions
{
    /// <summary>
    /// Longest silence of a module or of a client, streams included, before a request is given up. Default 100 seconds;
    /// range 1 second to 1 hour.
    /// </summary>
    public TimeSpan ActivityTimeout { get; set; } = TimeSpan.FromSeconds(100);

    /// <summary>
    /// The same for a turn of the assistant that is answered at its end (<c>POST /chat</c> without an event stream): it is silent
    /// all the while, so this is longer than the turn may take (<c>Agent:TurnTimeout</c> of the chat module, 10 minutes). Default 10 minutes 30 seconds;
    /// range <see cref="ActivityTimeout"/> to 2 hours.
    /// </summary>
    public TimeSpan TurnTimeout { get; set; } = new(0, 10, 30);

    /// <summary>
    /// Networks (CIDR) of the proxies in front of the gateway, such as an ingress: what they say of a client in
    /// <c>X-Forwarded-For</c>, <c>-Proto</c> and <c>-Host</c> is believed, and only of them. Default none.
    /// </summary>
    public IList<string> KnownNetworks { get; } = [];
}
