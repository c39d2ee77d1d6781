using System.Collections.ObjectModel;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>One statement of the application model about a resource.</summary>
public interface IResourceAnnotation;

/// <summary>The annotations of one resource, in the order in which they were made.</summary>
public sealed class ResourceAnnotationCollection : Collection<IResourceAnnotation>;

/// <summary>Environment variables, asked for when the resource starts: text, or anything that has a value by then.</summary>
/// <param name="IsOptional">Whether empty ones are left out.</param>
internal sealed record EnvironmentAnnotation(Func<IEnumerable<(string Name, object Value)>> Variables, bool IsOptional = false) : IResourceAnnotation;

/// <summary>Arguments of a program.</summary>
internal sealed record CommandLineArgsAnnotation(IReadOnlyList<string> Args) : IResourceAnnotation;

/// <summary>Asks that the data of a store outlive the application.</summary>
internal sealed record DataVolumeAnnotation(string? Name) : IResourceAnnotation;

/// <summary>A health check by an HTTP request to an endpoint of the resource.</summary>
internal sealed record HttpHealthCheckAnnotation(string Key, string EndpointName, string Path, int StatusCode) : IResourceAnnotation;

/// <summary>How many processes of a project run.</summary>
internal sealed record ReplicaAnnotation(int Replicas) : IResourceAnnotation;

/// <summary>An edge of the dashboard's graph: Reference, WaitFor or Parent.</summary>
internal sealed record ResourceRelationshipAnnotation(IResource Resource, string Type) : IResourceAnnotation;

/// <summary>Makes a resource wait, before it starts, until another is as wanted.</summary>
internal sealed record WaitAnnotation(IResource Resource, Func<CustomResourceSnapshot, bool> IsMet) : IResourceAnnotation;
