namespace Aspire.Hosting.ApplicationModel;

/// <summary>A store that runs in a container where a container runtime answers, and as a local process elsewhere.</summary>
public class ContainerResource(string name, string? entrypoint = null)
    : Resource(name), IResourceWithEnvironment, IResourceWithArgs, IResourceWithEndpoints, IResourceWithWaitSupport, IResourceWithProbes
{
    /// <summary>The program inside the container, where it is not the image's own.</summary>
    public string? Entrypoint { get; set; } = entrypoint;
}
