using Microsoft.Extensions.Configuration;
using Nanobot.AppHost.Dapr;
using Nanobot.AppHost.Keys;
using Nanobot.AppHost.Running;
using Nanobot.AppHost.Stores;

namespace Nanobot.AppHost;

/// <summary>What every module of the suite is given: its database, the cache, and the secrets that it shares with the others.</summary>
internal sealed class Suite
{
    public const string OperatorKeyName = "operator-key";

    private const string OtlpEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    // Every module with a database keeps two pools of up to 20 connections; PostgreSQL's own limit is 100.
    public static readonly string[] PostgresSettings = ["-c", "max_connections=300"];

    private readonly IDistributedApplicationBuilder _builder;
    private readonly ModuleDatabases _databases;
    private readonly IResourceBuilder<IResourceWithConnectionString> _cache;
    private readonly DaprSettings _dapr;
    private readonly ContextKeys _contextKeys;
    private readonly bool _isEphemeral;

    /// <param name="builder">
    /// Gets the stores and the shared secrets. With <c>ephemeral</c> in its configuration nothing is kept; with
    /// <c>stores=containers</c>, and always when published, the stores are containers instead of this machine's PostgreSQL and Redis.
    /// </param>
    public Suite(IDistributedApplicationBuilder builder)
    {
        _builder = builder;
        _isEphemeral = IsEphemeral(builder);
        _contextKeys = new ContextKeys(builder, _isEphemeral);
        OperatorKey = Secret(OperatorKeyName);
        var (postgresPassword, cachePassword) = (Secret("postgres-password"), Secret("cache-password"));
        if (builder.ExecutionContext.IsPublishMode || StoreKind.IsContainers(builder.Configuration))
        {
            var postgres = builder.AddPostgres("postgres", password: postgresPassword).WithArgs(PostgresSettings);
            var server = postgres.Resource.PrimaryEndpoint;
            _databases = Databases(name => postgres.AddDatabase(name),
                ReferenceExpression.Create($"Host={server.Property(EndpointProperty.Host)};Port={server.Property(EndpointProperty.Port)}"));
            _cache = builder.AddRedis("cache", password: cachePassword);
            if (!_isEphemeral)
            {
                postgres.WithDataVolume();
            }
        }
        else
        {
            var postgres = builder.AddPostgresProcess("postgres", postgresPassword, _isEphemeral ? null : SuiteDirectory.Of(builder)).WithArgs(PostgresSettings);
            _databases = Databases(name => postgres.AddDatabase(name),
                ReferenceExpression.Create($"Host=127.0.0.1;Port={postgres.Resource.Endpoint.Property(EndpointProperty.Port)}"));
            _cache = builder.AddRedisProcess("cache", cachePassword);
        }

        var redis = new EndpointReference((IResourceWithEndpoints)_cache.Resource, "tcp");
        _dapr = new DaprSettings(
            Secret("dapr-api-token"), Secret("dapr-app-token"), ReferenceExpression.Create($"{redis.Property(EndpointProperty.HostAndPort)}"), cachePassword);
    }

    /// <summary>The first operator's key: who holds it administers the installation.</summary>
    public IResourceBuilder<ParameterResource> OperatorKey { get; }

    /// <summary>A secret that is made on the first start and kept in the developer's user secrets; an ephemeral suite's is new each time.</summary>
    public IResourceBuilder<ParameterResource> Secret(string name) => Secret(_builder, name);

    /// <summary>As <see cref="Secret(string)"/>, for every shape of the suite.</summary>
    public static IResourceBuilder<ParameterResource> Secret(IDistributedApplicationBuilder builder, string name) =>
        builder.AddParameter(name, new GenerateParameterDefault { MinLength = 48, Special = false }, secret: true, persist: !IsEphemeral(builder));

    /// <summary>Whether nothing is kept.</summary>
    public static bool IsEphemeral(IDistributedApplicationBuilder builder) => builder.Configuration.GetValue<bool>("ephemeral");

    /// <summary>Where nobody collects telemetry, Aspire names the usual address of its dashboard all the same.</summary>
    public static IResourceBuilder<ProjectResource> SpareTelemetry(IResourceBuilder<ProjectResource> module) => HostEnvironment.HasDashboard(module.ApplicationBuilder.Configuration)
        ? module
        : module.WithEnvironment(static context => context.EnvironmentVariables.Remove(OtlpEndpoint));

    /// <summary>A module without a database, on <paramref name="port"/> or on a free port.</summary>
    public IResourceBuilder<ProjectResource> AddModule<T>(string name, int? port = null) where T : IProjectMetadata, new()
    {
        return SpareTelemetry(_contextKeys.Give(_builder.AddProject<T>(name).RunBuiltBinary().WithHttpEndpoint(port).WithHttpReadyCheck("/health")
            .WithShutdownLimit().WithReference(_cache).WaitFor(_cache)));
    }

    /// <summary>A module with a database of its own.</summary>
    public IResourceBuilder<ProjectResource> AddService<T>(string name) where T : IProjectMetadata, new()
    {
        var service = _databases.Give(AddModule<T>(name), $"{name}db").WithDaprSidecar(_dapr);
        // At a desk they wait for stores most of the time: a smaller process that starts sooner is worth more than faster code later.
        // Whoever measures says in the AppHost's environment what holds.
        return _builder.ExecutionContext.IsRunMode && Environment.GetEnvironmentVariable("DOTNET_TieredPGO") is null
            ? service.WithEnvironment("DOTNET_TieredPGO", "0")
            : service;
    }

    /// <summary>Gives modules the key by which secrets of tenants are sealed (<c>Secrets:Keys</c>).</summary>
    public void UseSecrets(params IResourceBuilder<ProjectResource>[] modules)
    {
        var key = ReferenceExpression.Create($"secrets-1:{Secret("secrets-key")}");
        foreach (var module in modules)
        {
            module.WithEnvironment("Secrets__Keys__0", key);
        }
    }

    private ModuleDatabases Databases(Func<string, IResourceBuilder<IResourceWithConnectionString>> add, ReferenceExpression address) =>
        new(address, add, Secret, _builder.AddProject<Projects.Migrations>("migrations").RunBuiltBinary().EndsByItself());
}
