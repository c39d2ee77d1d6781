using Aspire.Hosting.Engine.Health;

namespace Aspire.Hosting.Engine.Launching;

/// <summary>The HTTP health checks of a resource, for one of its processes.</summary>
internal static class HttpProbes
{
    // The process itself is asked, never a proxy before it: with nobody behind it a proxy accepts and hangs.
    public static IReadOnlyList<HealthProbe> For(IResource resource, LaunchContext context) =>
        [.. resource.Annotations.OfType<HttpHealthCheckAnnotation>().Select(check =>
            new HttpProbe(check.Key, new Uri($"http://localhost:{context.Ports[check.EndpointName]}{check.Path}"), check.StatusCode))];
}
