namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource that lives inside another.</summary>
public interface IResourceWithParent : IResource
{
    /// <summary>The resource around it.</summary>
    IResource Parent { get; }
}
