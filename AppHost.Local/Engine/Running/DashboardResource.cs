using System.Net.Sockets;
using Aspire.Hosting.Engine.Resources;

namespace Aspire.Hosting.Engine.Running;

/// <summary>The dashboard as a resource, under the name that Aspire gives it.</summary>
internal static class DashboardResource
{
    public const string Name = "aspire-dashboard";
    public const string Endpoint = "http";

    public static ExecutableResource Create(DashboardLaunch launch)
    {
        var resource = new ExecutableResource(Name, "aspire-managed", "/");
        resource.Annotations.Add(new EndpointAnnotation(ProtocolType.Tcp, uriScheme: "http", name: Endpoint) { AllocatedPort = new Uri(launch.FrontendUrl).Port });
        return resource;
    }
}
