namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that lives inside another of a known type.</summary>
/// <typeparam name="T">The type of the resource around it.</typeparam>
public interface IResourceWithParent<out T> : IResourceWithParent where T : IResource
{
    /// <summary>The resource around it.</summary>
    new T Parent { get; }

    IResource IResourceWithParent.Parent => Parent;
}
