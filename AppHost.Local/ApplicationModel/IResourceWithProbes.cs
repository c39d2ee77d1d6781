namespace Aspire.Hosting.ApplicationModel;

/// <summary>A resource whose health can be probed.</summary>
public interface IResourceWithProbes : IResource;
