using System.Net;
using System.Net.Sockets;

namespace Nanobot.Platform.Web.Guarding;

/// <summary>The resolver of the machine.</summary>
internal sealed class SystemResolver : IHostResolver
{
    public async Task<IReadOnlyList<IPAddress>> ResolveAsync(string host, CancellationToken cancellationToken)
    {
        try
        {
            // What the system calls cannot be cancelled everywhere; whoever waits need not.
            return await Dns.GetHostAddressesAsync(host, cancellationToken).WaitAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is SocketException or ArgumentException)
        {
            return [];
        }
    }
}
