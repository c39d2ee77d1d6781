using System.Text.Json;

namespace Aspire.Hosting.Engine.Dcp;

/// <summary>Says that a process answers for a service on a port of its own.</summary>
internal sealed record DcpProducer(string Service, int Port);

/// <summary>The bodies of the orchestrator's objects.</summary>
internal static class DcpBodies
{
    public static object Executable(string name, Launch launch, IReadOnlyList<DcpProducer> producers) => Of("Executable", name, new
    {
        ExecutablePath = launch.Program,
        Args = launch.Arguments,
        launch.WorkingDirectory,
        Env = launch.Environment.Select(e => new { e.Name, e.Value }),
        ExecutionType = "Process",
        Start = true,
        AmbientEnvironment = new { Behavior = "Inherit" },
    }, producers);

    public static object Container(string name, Launch launch, ContainerLaunch container) => Of("Container", name, new
    {
        container.Image,
        Command = launch.Program.Length > 0 ? launch.Program : null,
        Args = launch.Arguments,
        Env = launch.Environment.Where(e => !e.IsSecret).Select(e => new { e.Name, e.Value }),
        EnvFiles = new[] { container.SecretsFile },
        Ports = new[] { new { container.HostPort, container.ContainerPort, HostIP = "127.0.0.1", Protocol = "TCP" } },
        VolumeMounts = container.Volume is null ? [] : new[] { new { Type = "volume", Source = container.Volume, Target = container.VolumeTarget } },
        Start = true,
    }, []);

    /// <summary>A fixed address in front of several processes.</summary>
    public static object Service(DcpProducer proxy) =>
        Of("Service", proxy.Service, new { Protocol = "TCP", proxy.Port, Address = "localhost", AddressAllocationMode = "Localhost" }, []);

    private static object Of(string kind, string name, object spec, IReadOnlyList<DcpProducer> producers)
    {
        var addresses = JsonSerializer.Serialize(producers.Select(p => new { serviceName = p.Service, address = "localhost", port = p.Port }));
        var annotations = producers.Count == 0 ? null : new Dictionary<string, string> { ["service-producer"] = addresses };
        return new { DcpClient.ApiVersion, Kind = kind, Metadata = new { Name = name, Annotations = annotations }, Spec = spec };
    }
}
