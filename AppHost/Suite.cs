using Microsoft.Extensions.Configuration;

namespace Nanobot.AppHost;

/// <summary>What every module of the suite is given: its database, the cache, and the secrets that it shares with the others.</summary>
internal sealed class Suite
{
    private readonly IDistributedApplicationBuilder _builder;
    private readonly IResourceBuilder<PostgresServerResource> _postgres;
    private readonly IResourceBuilder<RedisResource> _cache;
    private readonly IResourceBuilder<ParameterResource> _contextKey;
    private readonly IResourceBuilder<ParameterResource> _databasePassword;

    /// <param name="builder">Gets the stores and the shared secrets. With <c>ephemeral</c> in its configuration the databases are not kept.</param>
    public Suite(IDistributedApplicationBuilder builder)
    {
        _builder = builder;
        _contextKey = Secret("context-key");
        _databasePassword = Secret("database-password");
        // Every module with a database keeps two pools of up to 20 connections; PostgreSQL's own limit is 100.
        _postgres = builder.AddPostgres("postgres", password: Secret("postgres-password")).WithArgs("-c", "max_connections=300");
        _cache = builder.AddRedis("cache", password: Secret("cache-password"));
        if (!builder.Configuration.GetValue<bool>("ephemeral"))
        {
            _postgres.WithDataVolume();
        }
    }

    /// <summary>A secret that is made on the first start and kept outside the repository.</summary>
    public IResourceBuilder<ParameterResource> Secret(string name) =>
        _builder.AddParameter(name, new GenerateParameterDefault { MinLength = 48, Special = false }, secret: true, persist: true);

    /// <summary>A module without a database, on <paramref name="port"/> or on a free port.</summary>
    public IResourceBuilder<ProjectResource> AddModule<T>(string name, int? port = null) where T : IProjectMetadata, new() =>
        _builder.AddProject<T>(name).WithHttpEndpoint(port).WithHttpHealthCheck("/health")
            .WithReference(_cache).WaitFor(_cache).WithEnvironment("Tenancy__SigningKeys__0", $"k1:{_contextKey}");

    /// <summary>A module with a database of its own.</summary>
    public IResourceBuilder<ProjectResource> AddService<T>(string name) where T : IProjectMetadata, new()
    {
        var database = _postgres.AddDatabase($"{name}db");
        return AddModule<T>(name).WithReference(database).WaitFor(database).WithEnvironment("Persistence__ApplicationPassword", _databasePassword);
    }
}
