using Aspire.Hosting.Engine.Dcp;
using Aspire.Hosting.Engine.Launching;
using Aspire.Hosting.Engine.Startup;

namespace Aspire.Hosting.Engine.Running;

/// <summary>
/// Gives every endpoint its port. With one process the port is the process's own; with several, or where the model
/// asks for two different ports, the orchestrator's proxy listens there.
/// </summary>
internal sealed class SuitePorts(IReadOnlyList<IResource> resources, bool useFixedPorts)
{
    private readonly PortAllocator _allocator = new();
    private readonly Dictionary<(IResource, string, int), int> _listening = [];

    /// <summary>The proxies to make.</summary>
    public IEnumerable<DcpProducer> Proxies => resources
        .SelectMany(r => r.Annotations.OfType<EndpointAnnotation>().Where(e => IsProxied(r, e)).Select(e => new DcpProducer(Service(r, e.Name), e.AllocatedPort!.Value)));

    /// <summary>A free port, given to nobody else of this suite.</summary>
    public int Next() => _allocator.Next();

    public static int Replicas(IResource resource) => resource.Annotations.OfType<ReplicaAnnotation>().LastOrDefault()?.Replicas ?? 1;

    public void Allocate()
    {
        foreach (var resource in resources)
            foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
            {
                var wanted = useFixedPorts ? endpoint.Port ?? endpoint.TargetPort : null;
                endpoint.AllocatedPort = wanted ?? _allocator.Next();
                for (var replica = 0; replica < Replicas(resource); replica++)
                    _listening[(resource, endpoint.Name, replica)] = !IsProxied(resource, endpoint) ? endpoint.AllocatedPort.Value
                        : useFixedPorts && Replicas(resource) == 1 ? endpoint.TargetPort!.Value
                        : _allocator.Next();
            }
    }

    /// <summary>The ports that one process listens on, by endpoint.</summary>
    public IReadOnlyDictionary<string, int> Of(IResource resource, int replica) => resource.Annotations.OfType<EndpointAnnotation>()
        .ToDictionary(e => e.Name, e => _listening[(resource, e.Name, replica)], StringComparer.OrdinalIgnoreCase);

    /// <summary>The proxies that a process stands behind.</summary>
    public IReadOnlyList<DcpProducer> Producers(IResource resource, LaunchContext context) =>
        [.. resource.Annotations.OfType<EndpointAnnotation>().Where(e => IsProxied(resource, e)).Select(e => new DcpProducer(Service(resource, e.Name), context.Ports[e.Name]))];

    private static string Service(IResource resource, string endpoint) => $"{resource.Name}-{endpoint}";

    private bool IsProxied(IResource resource, EndpointAnnotation endpoint) =>
        Replicas(resource) > 1 || (useFixedPorts && endpoint is { Port: { } port, TargetPort: { } target } && port != target);
}
