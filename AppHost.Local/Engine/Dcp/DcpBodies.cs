using Aspire.Hosting.Engine.Launching;
using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Engine.Dcp;

/// <summary>The bodies of the orchestrator's objects.</summary>
internal static class DcpBodies
{
    public static object Executable(string name, string resource, Launch launch, IReadOnlyList<DcpProducer> producers) => new
    {
        DcpClient.ApiVersion,
        Kind = "Executable",
        Metadata = new { Name = name, Annotations = Annotations(resource, producers) },
        Spec = new
        {
            ExecutablePath = launch.Program,
            Args = launch.Arguments,
            launch.WorkingDirectory,
            Env = Variables(launch.Environment),
            ExecutionType = "Process",
            Start = true,
            AmbientEnvironment = new { Behavior = "Inherit" },
        },
    };

    public static object Container(string name, string resource, Launch launch, ContainerLaunch container) => new
    {
        DcpClient.ApiVersion,
        Kind = "Container",
        Metadata = new { Name = name, Annotations = Annotations(resource, []) },
        Spec = new
        {
            container.Image,
            Command = launch.Program.Length > 0 ? launch.Program : null,
            Args = launch.Arguments,
            Env = Variables(launch.Environment),
            Ports = new[] { new { HostPort = container.HostPort, container.ContainerPort, HostIP = "127.0.0.1", Protocol = "TCP" } },
            VolumeMounts = container.Volume is null ? [] : new[] { new { Type = "volume", Source = container.Volume, Target = container.VolumeTarget } },
            Start = true,
        },
    };

    /// <summary>A fixed address in front of several processes.</summary>
    public static object Service(string name, int port) => new
    {
        DcpClient.ApiVersion,
        Kind = "Service",
        Metadata = new { Name = name },
        Spec = new { Protocol = "TCP", Port = port, Address = "localhost", AddressAllocationMode = "Localhost" },
    };

    private static Dictionary<string, string> Annotations(string resource, IReadOnlyList<DcpProducer> producers)
    {
        var annotations = new Dictionary<string, string> { ["resource-name"] = resource };
        if (producers.Count > 0)
            annotations["service-producer"] = System.Text.Json.JsonSerializer.Serialize(
                producers.Select(p => new { serviceName = p.Service, address = "localhost", port = p.Port }));
        return annotations;
    }

    private static IEnumerable<object> Variables(IReadOnlyList<EnvironmentEntry> environment) => environment.Select(e => new { e.Name, e.Value });
}
