namespace Aspire.Hosting.ApplicationModel;

/// <summary>Asks that the data of a store outlive the application.</summary>
internal sealed class DataVolumeAnnotation(string? name) : IResourceAnnotation
{
    public string? Name { get; } = name;
}
