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
        int? port = null) =>
        builder.AddResource(new PostgresServerResource(name, userName?.Resource, (password ?? Stores.Password(builder, name)).Resource)).WithAnnotation(Stores.Endpoint(port));

    /// <summary>Adds a database, by the resource's name unless another is given.</summary>
    public static IResourceBuilder<PostgresDatabaseResource> AddDatabase(
        this IResourceBuilder<PostgresServerResource> builder, string name, string? databaseName = null) =>
        builder.ApplicationBuilder.AddResource(new PostgresDatabaseResource(name, databaseName ?? name, builder.Resource))
            .WithAnnotation(new ResourceRelationshipAnnotation(builder.Resource, "Parent"));

    /// <summary>Keeps the data for the next start.</summary>
    public static IResourceBuilder<PostgresServerResource> WithDataVolume(
        this IResourceBuilder<PostgresServerResource> builder, string? name = null, bool isReadOnly = false) => Stores.Keep(builder, name, isReadOnly);
}

/// <summary>Adds Redis to an application.</summary>
public static class RedisBuilderExtensions
{
    /// <summary>Adds a server; without a password parameter one is made and kept.</summary>
    public static IResourceBuilder<RedisResource> AddRedis(
        this IDistributedApplicationBuilder builder, string name, int? port = null, IResourceBuilder<ParameterResource>? password = null) =>
        builder.AddResource(new RedisResource(name, (password ?? Stores.Password(builder, name)).Resource)).WithAnnotation(Stores.Endpoint(port));

    /// <summary>Keeps the data for the next start.</summary>
    public static IResourceBuilder<RedisResource> WithDataVolume(
        this IResourceBuilder<RedisResource> builder, string? name = null, bool isReadOnly = false) => Stores.Keep(builder, name, isReadOnly);
}

/// <summary>What the stores have in common.</summary>
internal static class Stores
{
    public static EndpointAnnotation Endpoint(int? port) => new() { Name = "tcp", UriScheme = "tcp", TargetHost = "127.0.0.1", Port = port };

    public static IResourceBuilder<ParameterResource> Password(IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter($"{name}-password", new GenerateParameterDefault { Special = false }, secret: true, persist: true);

    public static IResourceBuilder<T> Keep<T>(IResourceBuilder<T> builder, string? name, bool isReadOnly) where T : IResource => isReadOnly
        ? throw new DistributedApplicationException($"{builder.Resource.Name}: a store cannot run on a read-only volume.")
        : builder.WithAnnotation(new DataVolumeAnnotation(name));
}
