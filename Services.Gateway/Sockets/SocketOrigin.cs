using System.Net;
using Nanobot.Services.Gateway.Sockets.Frames;
using Nanobot.Services.Gateway.Sockets.Rpc;

namespace Nanobot.Services.Gateway.Sockets;

/// <summary>Where a socket comes from, as its first request said.</summary>
/// <param name="Address">The client's address, behind trusted proxies.</param>
/// <param name="Host">What the client calls the gateway.</param>
/// <param name="Scheme">By which scheme it came.</param>
/// <param name="ConnectionId">The connection.</param>
/// <param name="Endpoint">The endpoint that opened it.</param>
internal sealed record SocketOrigin(IPAddress? Address, HostString Host, string Scheme, string ConnectionId, Endpoint Endpoint)
{
    /// <summary>The origin of a request.</summary>
    public static SocketOrigin Of(HttpContext http) =>
        new(http.Connection.RemoteIpAddress, http.Request.Host, http.Request.Scheme, http.Connection.Id, http.GetEndpoint()!);

    /// <summary>Whoever says hello from there.</summary>
    public SocketCaller Present(HelloFrame hello) => new()
    {
        Token = hello.Token, ApiKey = hello.ApiKey, TenantId = hello.TenantId, Address = Address, Host = Host, Scheme = Scheme, ConnectionId = ConnectionId,
    };
}
