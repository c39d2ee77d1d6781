namespace Aspire.Hosting;

/// <summary>Endpoints, environment, references, waits and health checks of resources.</summary>
public static class ResourceBuilderExtensions
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
        if (builder.Resource.Endpoints().Any(e => string.Equals(e.Name, name, StringComparison.OrdinalIgnoreCase)))
            throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' has two endpoints named '{name}'.");
        return builder.WithAnnotation(
            new EndpointAnnotation { Name = name, Port = port, TargetPort = targetPort, EnvironmentVariable = env, IsProxied = isProxied ?? true });
    }

    /// <summary>Opens the HTTP endpoints to the outside in a deployment; on this machine they stay on the loopback.</summary>
    public static IResourceBuilder<T> WithExternalHttpEndpoints<T>(this IResourceBuilder<T> builder) where T : IResourceWithEndpoints => builder;

    /// <summary>Names an endpoint, so that others can take its address.</summary>
    public static EndpointReference GetEndpoint<T>(this IResourceBuilder<T> builder, string name) where T : IResourceWithEndpoints => new(builder.Resource, name);

    /// <summary>Adds arguments to those of a program, or of a store's server.</summary>
    public static IResourceBuilder<T> WithArgs<T>(this IResourceBuilder<T> builder, params string[] args)
        where T : IResourceWithArgs => builder.WithAnnotation(new CommandLineArgsAnnotation(args));

    /// <summary>Sets a variable to a text.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, string? value)
        where T : IResourceWithEnvironment => builder.Sets(name, value ?? "");

    /// <summary>Sets a variable to an interpolated text with values in it that are known once the application runs.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(
        this IResourceBuilder<T> builder, string name, in ReferenceExpression.ExpressionInterpolatedStringHandler value)
        where T : IResourceWithEnvironment => builder.Sets(name, ReferenceExpression.Create(value));

    /// <summary>Sets a variable to the value of a parameter.</summary>
    public static IResourceBuilder<T> WithEnvironment<T>(this IResourceBuilder<T> builder, string name, IResourceBuilder<ParameterResource> parameter)
        where T : IResourceWithEnvironment => builder.Sets(name, parameter.Resource);

    /// <summary>Gives a resource a connection string, as <c>ConnectionStrings__{name}</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithConnectionString> source, string? connectionName = null, bool optional = false)
        where TDestination : IResourceWithEnvironment => builder.Relates(source.Resource, "Reference")
            .Sets($"ConnectionStrings__{connectionName ?? source.Resource.Name}", source.Resource, optional);

    /// <summary>Gives a resource the addresses of another, as <c>services__{name}__{endpoint}__0</c>.</summary>
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment => builder.Relates(source.Resource, "Reference").WithAnnotation(new EnvironmentAnnotation(() =>
            source.Resource.Endpoints().Select(e => ($"services__{source.Resource.Name}__{e.Name}__0", (object)source.GetEndpoint(e.Name)))));

    /// <summary>Waits for another resource to be healthy before this one starts.</summary>
    public static IResourceBuilder<T> WaitFor<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency)
        where T : IResourceWithWaitSupport => builder.Waits(dependency.Resource, s => s.IsHealthy);

    /// <summary>Waits for another resource to end with an exit code before this one starts.</summary>
    public static IResourceBuilder<T> WaitForCompletion<T>(this IResourceBuilder<T> builder, IResourceBuilder<IResource> dependency, int exitCode = 0)
        where T : IResourceWithWaitSupport => builder.Waits(dependency.Resource, s => s.HasEnded && s.ExitCode == exitCode);

    /// <summary>Probes the health of a resource by a request.</summary>
    /// <param name="path">The path; <c>/</c> without it.</param>
    /// <param name="statusCode">The status that means healthy; 200 without it.</param>
    /// <param name="endpointName">The endpoint; the first HTTP one without it.</param>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null) where T : IResourceWithEndpoints
    {
        var endpoint = endpointName ?? builder.Resource.Endpoints().FirstOrDefault(e => e.IsHttp)?.Name
            ?? throw new DistributedApplicationException($"Resource '{builder.Resource.Name}' has no HTTP endpoint to probe.");
        return builder.WithAnnotation(new HttpHealthCheckAnnotation(
            $"{builder.Resource.Name}_{endpoint}_{path ?? "/"}_{statusCode ?? 200}_check", endpoint, path ?? "/", statusCode ?? 200));
    }

    private static IResourceBuilder<T> Sets<T>(this IResourceBuilder<T> builder, string name, object value, bool isOptional = false)
        where T : IResource => builder.WithAnnotation(new EnvironmentAnnotation(() => [(name, value)], isOptional));

    private static IResourceBuilder<T> Waits<T>(this IResourceBuilder<T> builder, IResource resource, Func<CustomResourceSnapshot, bool> isMet)
        where T : IResource => builder.Relates(resource, "WaitFor").WithAnnotation(new WaitAnnotation(resource, isMet));

    private static IResourceBuilder<T> Relates<T>(this IResourceBuilder<T> builder, IResource resource, string how)
        where T : IResource => builder.WithAnnotation(new ResourceRelationshipAnnotation(resource, how));
}
