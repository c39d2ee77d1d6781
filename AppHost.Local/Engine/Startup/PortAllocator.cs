using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Aspire.Hosting.Engine.Startup;

/// <summary>
/// Chooses free ports of the loopback below the range that the kernel gives to outgoing connections, so that no
/// connection takes a port between its choice here and the start of the process that listens on it.
/// </summary>
internal sealed class PortAllocator
{
    private const int First = 20000;
    private const int End = 32000;
    private const int Attempts = 500;

    private readonly HashSet<int> _given = [];

    public int Next()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var port = RandomNumberGenerator.GetInt32(First, End);
            if (!_given.Contains(port) && IsFree(port))
            {
                _given.Add(port);
                return port;
            }
        }

        throw new DistributedApplicationException($"No free port was found between {First} and {End}: too many programs listen on this machine.");
    }

    public static bool IsFree(int port) => CanListen(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port));

    private static bool CanListen(IPAddress address, int port)
    {
        try
        {
            using var listener = new TcpListener(address, port);
            listener.Start();
            return true;
        }
        catch (SocketException e)
        {
            // A machine without IPv6 loopback has nobody listening there either.
            return e.SocketErrorCode == SocketError.AddressNotAvailable;
        }
    }
}
