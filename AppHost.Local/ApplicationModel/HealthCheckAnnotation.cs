namespace Aspire.Hosting.ApplicationModel;

/// <summary>Names a health check of a resource.</summary>
public class HealthCheckAnnotation(string key) : IResourceAnnotation
{
    /// <summary>The name, unique in the application.</summary>
    public string Key { get; } = key;
}
