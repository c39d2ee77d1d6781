namespace Aspire.Hosting.ApplicationModel;

/// <summary>One statement of the application model about a resource.</summary>
public interface IResourceAnnotation;
