using System.Net.Sockets;

namespace Aspire.Hosting;

/// <summary>Endpoints, references, waits and health checks of resources.</summary>
public static partial class ResourceBuilderExtensions
{
    /// <summary>Adds an HTTP endpoint; without a port it gets a free one.</summary>
    /// <param name="port">The port that others use.</param>
    /// <param name="targetPort">The port that the process listens on, where it differs.</param>
    /// <param name="name">The name; <c>http</c> without it.</param>
    /// <param name="env">The variable that tells the process its port.</param>
    public static IResourceBuilder<T> WithHttpEndpoint<T>(
        this IResourceBuilder<T> builder, int? port = null, int? targetPort = null, string? name = null, string? env = null, bool? isProxied = null)
        where T : IResourceWithEndpoints
    {
        name ??= "http";
        if (builder.Resource.Annotations.OfType<EndpointAnnotation>().Any(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase)))
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' has two endpoints named '{name}'.");
        return builder.WithAnnotation(new EndpointAnnotation(
            ProtocolType.Tcp, uriScheme: "http", name: name, port: port, targetPort: targetPort, isProxied: isProxied)
        { EnvironmentVariable = env });
    }

    /// <summary>Opens the HTTP endpoints to the outside in a deployment; on this machine they stay on the loopback.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints
    {
        foreach (var endpoint in builder.Resource.Annotations.OfType<EndpointAnnotation>().Where(e => e.UriScheme is "http" or "https"))
            endpoint.IsExternal = true;
        return builder;
    }

    /// <summary>Names an endpoint, so that others can take its address.</summary>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name) where T : IResourceWithEndpoints =>
        new(builder.Resource, name);

    /// <summary>Gives a resource a connection string, as <c>ConnectionStrings__{name}</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var variable = source.Resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{connectionName ?? source.Resource.Name}";
        return builder.Refers(source.Resource).WithEnvironment(async context =>
        {
            if (!optional || !string.IsNullOrEmpty(await source.Resource.GetConnectionStringAsync(context.CancellationToken)))
                context.EnvironmentVariables[variable] = source.Resource;
        });
    }

    /// <summary>Gives a resource the addresses of another, as <c>services__{name}__{endpoint}__0</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment =>
        builder.WithReference(source, source.Resource.Name);

    /// <summary>Gives a resource the addresses of another under a name.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source, string name)
        where TDestination : IResourceWithEnvironment =>
        builder.Refers(source.Resource).WithEnvironment(context =>
        {
            // Endpoints may be added after the reference: they are looked up when the resource starts.
            foreach (var endpoint in source.Resource.Annotations.OfType<EndpointAnnotation>())
                context.EnvironmentVariables[$"services__{name}__{endpoint.Name}__0"] = new EndpointReference(source.Resource, endpoint.Name);
        });

    /// <summary>Waits for another resource to be healthy before this one starts.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Waits(dependency.Resource, WaitType.WaitUntilHealthy, 0);

    /// <summary>Waits for another resource to run before this one starts.</summary>
    public static IResourceBuilder<T> WaitForStart<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Waits(dependency.Resource, WaitType.WaitUntilStarted, 0);

    /// <summary>Waits for another resource to end with an exit code before this one starts.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(
        this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Waits(dependency.Resource, WaitType.WaitForCompletion, exitCode);

    /// <summary>Probes the health of a resource by a request.</summary>
    /// <param name="path">The path; <c>/</c> without it.</param>
    /// <param name="statusCode">The status that means healthy; 200 without it.</param>
    /// <param name="endpointName">The endpoint; the first HTTP one without it.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = endpointName ?? builder.Resource.Annotations.OfType<EndpointAnnotation>().FirstOrDefault(e => e.UriScheme is "http" or "https")?.Name
            ?? throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' has no HTTP endpoint to probe.");
        var status = statusCode ?? 200;
        return builder.WithAnnotation<HealthCheckAnnotation>(new HttpHealthCheckAnnotation(
            $"{builder.Resource.Name}_{endpoint}_{path ?? "/"}_{status}_check", endpoint, path ?? "/", status));
    }

    private static IResourceBuilder<T> Waits<T>(this IResourceBuilder<T> builder, IResource resource, WaitType type, int exitCode)
        where T : IResourceWithWaitSupport =>
        ReferenceEquals(builder.Resource, resource)
            ? throw new DistributedApplicationException($"Resource '{resource.Name}' waits for itself.")
            : builder.WithAnnotation(new WaitAnnotation(resource, type, exitCode)).WithAnnotation(new ResourceRelationshipAnnotation(resource, "WaitFor"));

    private static IResourceBuilder<T> Refers<T>(this IResourceBuilder<T> builder, IResource resource) where T : IResource =>
        builder.WithAnnotation(new ResourceRelationshipAnnotation(resource, "Reference"));
}
