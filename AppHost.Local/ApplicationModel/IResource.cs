namespace Aspire.Hosting.ApplicationModel;

/// <summary>A part of the application: a project, a store, a parameter.</summary>
public interface IResource
{
    /// <summary>The name, unique in the application.</summary>
    string Name { get; }

    /// <summary>What the application model says about the resource.</summary>
    ResourceAnnotationCollection Annotations { get; }
}
