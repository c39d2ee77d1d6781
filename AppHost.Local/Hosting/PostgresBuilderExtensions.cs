using System.Net.Sockets;

namespace Aspire.Hosting;

/// <summary>Adds PostgreSQL to an application.</summary>
public static class PostgresBuilderExtensions
{
    /// <summary>Adds a server; without a password parameter one is made and kept.</summary>
    public static IResourceBuilder<PostgresServerResource> AddPostgres(
        this IDistributedApplicationBuilder builder,
        string name,
        IResourceBuilder<ParameterResource>? userName = null,
        IResourceBuilder<ParameterResource>? password = null,
        int? port = null)
    {
        password ??= builder.AddParameter($"{name}-password", new GenerateParameterDefault { Special = false }, secret: true, persist: true);
        return builder.AddResource(new PostgresServerResource(name, userName?.Resource, password.Resource))
            .WithAnnotation(new EndpointAnnotation(ProtocolType.Tcp, name: "tcp", port: port) { TargetHost = "127.0.0.1" })
            .WithAnnotation(new HealthCheckAnnotation($"{name}_check"));
    }

    /// <summary>Adds a database, by the resource's name unless another is given.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null)
    {
        var database = new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource);
        builder.Resource.AddDatabase(database.Name, database.DatabaseName);
        return builder.ApplicationBuilder.AddResource(database)
            .WithAnnotation(new HealthCheckAnnotation($"{name}_check"))
            .WithAnnotation(new ResourceRelationshipAnnotation(builder.Resource, "Parent"));
    }

    /// <summary>Keeps the data for the next start.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) =>
        isReadOnly
            ? throw new DistributedApplicationException($"{builder.Resource.Name}: PostgreSQL cannot run on a read-only volume.")
            : builder.WithAnnotation(new DataVolumeAnnotation(name), ResourceAnnotationMutationBehavior.Replace);
}
