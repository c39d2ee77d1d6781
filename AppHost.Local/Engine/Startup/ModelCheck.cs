namespace Aspire.Hosting.Engine.Startup;

/// <summary>Finds mistakes of the application model that would otherwise show as a suite that never starts.</summary>
internal static class ModelCheck
{
    /// <exception cref="DistributedApplicationException">Resources wait for each other in a circle.</exception>
    public static void Require(IReadOnlyList<IResource> resources)
    {
        foreach (var resource in resources)
            Walk(resource, []);
    }

    private static void Walk(IResource resource, IReadOnlyList<IResource> path)
    {
        if (path.Contains(resource))
            throw new DistributedApplicationException($"Resources wait for each other in a circle: {string.Join(" → ", path.Append(resource).Select(r => r.Name))}.");
        foreach (var wait in resource.Annotations.OfType<WaitAnnotation>())
            Walk(wait.Resource is IResourceWithParent child ? child.Parent : wait.Resource, [.. path, resource]);
    }
}
