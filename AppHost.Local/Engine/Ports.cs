using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;

namespace Aspire.Hosting.Engine;

/// <summary>
/// Gives every endpoint its port. With one process the port is the process's own; with several, or where the model
/// asks for two different ports, the orchestrator's proxy listens there.
/// </summary>
/// <param name="useFixed">Whether the ports of the application model are used.</param>
internal sealed class Ports(IReadOnlyList<IResource> resources, bool useFixed)
{
    // Below the range that the kernel gives to outgoing connections: none takes a port before the process that shall listen on it starts.
    private const int First = 20000;
    private const int End = 32000;
    private const int Attempts = 500;

    private readonly HashSet<int> _given = [];

    /// <summary>The proxies to make.</summary>
    public IEnumerable<DcpProducer> Proxies =>
        resources.SelectMany(r => r.Endpoints().Where(e => IsProxied(r, e)).Select(e => new DcpProducer($"{r.Name}-{e.Name}", e.AllocatedPort!.Value)));

    public static int Replicas(IResource resource) => resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;

    public static bool IsFree(int port) => CanListen(IPAddress.Loopback, port) && (!Socket.OSSupportsIPv6 || CanListen(IPAddress.IPv6Loopback, port));

    /// <summary>The process itself would say it less well.</summary>
    /// <exception cref="DistributedApplicationException">Another program listens there.</exception>
    public static void RequireFree(IResource resource, int port)
    {
        if (!IsFree(port))
            throw new DistributedApplicationException($"{resource.Name}: port {port} is in use by another program. Stop that program, or choose another port with --port.");
    }

    public void Allocate()
    {
        foreach (var endpoint in resources.SelectMany(r => r.Endpoints()))
            endpoint.AllocatedPort = (useFixed ? endpoint.Port ?? endpoint.TargetPort : null) ?? Next();
    }

    /// <summary>The ports that one more process of a resource listens on, by endpoint.</summary>
    public IReadOnlyDictionary<string, int> Listen(IResource resource) => resource.Endpoints().ToDictionary(
        e => e.Name,
        e => !IsProxied(resource, e) ? e.AllocatedPort!.Value : useFixed && Replicas(resource) == 1 ? e.TargetPort!.Value : Next(),
        StringComparer.OrdinalIgnoreCase);

    /// <summary>The proxies that a process stands behind.</summary>
    public IReadOnlyList<DcpProducer> Producers(IResource resource, LaunchContext context) =>
        [.. resource.Endpoints().Where(e => IsProxied(resource, e)).Select(e => new DcpProducer($"{resource.Name}-{e.Name}", context.Ports[e.Name]))];

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

    private bool IsProxied(IResource resource, EndpointAnnotation endpoint) =>
        Replicas(resource) > 1 || (useFixed && endpoint is { IsProxied: true, Port: { } port, TargetPort: { } target } && port != target);

    private int Next()
    {
        for (var attempt = 0; attempt < Attempts; attempt++)
            if (RandomNumberGenerator.GetInt32(First, End) is var port && IsFree(port) && _given.Add(port))
                return port;
        throw new DistributedApplicationException($"No free port was found between {First} and {End}: too many programs listen on this machine.");
    }
}
