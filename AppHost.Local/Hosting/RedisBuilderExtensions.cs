using System.Net.Sockets;

namespace Aspire.Hosting;

/// <summary>Adds Redis to an application.</summary>
public static class RedisBuilderExtensions
{
    /// <summary>Adds a server; without a password parameter one is made and kept.</summary>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null)
    {
        password ??= builder.AddParameter($"{name}-password", new GenerateParameterDefault { Special = false }, secret: true, persist: true);
        return builder.AddResource(new RedisResource(name, password.Resource))
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, name: "tcp", port: port) { TargetHost = "127.0.0.1" })
            .WithAnnotation(new HealthCheckAnnotation($"{name}_check"));
    }

    /// <summary>Adds a server on a port.</summary>
    public static IResourceBuilder<RedisResource> AddRedis(this IDistributedApplicationBuilder builder, string name, int? port) =>
        builder.AddRedis(name, port, password: null);

    /// <summary>Keeps the data for the next start.</summary>
    public static IResourceBuilder<RedisResource> WithDataVolume(
        this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false) =>
        isReadOnly
            ? throw new DistributedApplicationException($"{builder.Resource.Name}: Redis cannot keep data on a read-only volume.")
            : builder.WithAnnotation(new DataVolumeAnnotation(name), ResourceAnnotationMutationBehavior.Replace);
}
