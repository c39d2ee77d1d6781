using System.Net;
using System.Net.Sockets;

namespace Nanobot.Platform.Web.Guarding;

/// <summary>
/// Makes the connections of guarded clients: the host is resolved once, all of its addresses are looked at, and one of those and nothing else is connected
/// to. TLS still asks for the host's name.
/// </summary>
internal sealed class GuardedConnections(WebGuard guard, IDialer dialer)
{
    private const int MostAddresses = 4;

    /// <summary>The same by another guard.</summary>
    public GuardedConnections By(WebGuard other) => new(other, dialer);

    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var (host, port) = (context.DnsEndPoint.Host, context.DnsEndPoint.Port);
        var addresses = await guard.ResolveAsync(host, port, cancellationToken);
        SocketException? last = null;
        foreach (var address in addresses.Take(MostAddresses))
        {
            try
            {
                return await dialer.ConnectAsync(new IPEndPoint(address, port), cancellationToken);
            }
            catch (SocketException exception)
            {
                last = exception;
            }
        }

        throw last!;
    }
}
