namespace Aspire.Hosting;

/// <summary>Where a project is; the build makes one class for each project that the AppHost hosts.</summary>
public interface IProjectMetadata : IResourceAnnotation
{
    /// <summary>The path of the project file.</summary>
    string ProjectPath { get; }
}
