using System.Net;
using System.Net.Sockets;

namespace Nanobot.AppHost.Running;

/// <summary>Ports of this machine's loopback.</summary>
internal static class FixedPorts
{
    /// <summary>Refuses to start where a port that the model asks for is in use: Aspire would wait for it without a word.</summary>
    /// <exception cref="StartFailedException">Names the resource and the port.</exception>
    public static void Check(IEnumerable<IResource> resources)
    {
        foreach (var resource in resources)
        {
            foreach (var port in resource.Annotations.OfType<EndpointAnnotation>().Select(endpoint => endpoint.Port).OfType<int>().Where(port => !IsFree(port)))
            {
                throw new StartFailedException(
                    $"{resource.Name}: port {port} is in use. Stop what uses it (./up.sh --stop, if it is this suite), or choose another with --port N.");
            }
        }
    }

    public static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    public static int FindFree()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
