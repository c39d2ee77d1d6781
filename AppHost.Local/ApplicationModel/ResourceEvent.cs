namespace Aspire.Hosting.ApplicationModel;

/// <summary>A change of a resource.</summary>
public class ResourceEvent(IResource resource, string resourceId, CustomResourceSnapshot snapshot)
{
    /// <summary>The resource.</summary>
    public IResource Resource { get; } = resource;

    /// <summary>The unique name of the process, such as <c>gateway-abcdefgh</c>.</summary>
    public string ResourceId { get; } = resourceId;

    /// <summary>The resource after the change.</summary>
    public CustomResourceSnapshot Snapshot { get; } = snapshot;
}
