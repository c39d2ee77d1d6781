using System.Net.Sockets;
using Nanobot.AppHost.Running;

namespace Nanobot.AppHost.Stores;

/// <summary>PostgreSQL and Redis from this machine's packages, each for this suite only; servers that run here already are left alone.</summary>
internal static class StoreProcessExtensions
{
    /// <summary>A PostgreSQL server on the loopback that listens on a port of its own.</summary>
    /// <param name="builder">The suite's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="password">The superuser's password.</param>
    /// <param name="kept">Where its data is kept; null for data that goes with the process.</param>
    public static IResourceBuilder<StoreProcess> AddPostgresProcess(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource> password, SuiteDirectory? kept)
    {
        var data = kept?.DataOf(name) ?? TemporaryData.NewDirectory(name);
        var store = builder.AddStore(name, at => ReferenceExpression.Create($"Host=127.0.0.1;Port={at};Username=postgres;Password={password}"));
        return store.WithEnvironment("DATA", data).WithEnvironment("KEEP", kept is null ? "no" : "yes").WithEnvironment("PASSWORD", password)
            .WithReadyCheck(cancellationToken => PostgresServer.ConnectAsync(store.Resource, data, cancellationToken))
            .OnResourceReady(static (store, _, cancellationToken) => PostgresServer.CreateDatabasesAsync(store, cancellationToken));
    }

    /// <summary>A database of the server; who waits for it finds it made.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddDatabase(this IResourceBuilder<StoreProcess> server, string name)
    {
        server.Resource.Databases.Add(name);
        return server.ApplicationBuilder.AddConnectionString(name, ReferenceExpression.Create($"{server.Resource};Database={name}"))
            .WaitFor(server).WithParentRelationship(server);
    }

    /// <summary>A Redis server on the loopback that keeps nothing: what it holds can be lost.</summary>
    public static IResourceBuilder<IResourceWithConnectionString> AddRedisProcess(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource> password)
    {
        var store = builder.AddStore(name, at => ReferenceExpression.Create($"127.0.0.1:{at},password={password}"));
        return store.WithEnvironment("PASSWORD", password).WithReadyCheck(async cancellationToken =>
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", store.Resource.Endpoint.Port, cancellationToken);
        });
    }

    private static IResourceBuilder<StoreProcess> AddStore(
        this IDistributedApplicationBuilder builder, string name, Func<EndpointReferenceExpression, ReferenceExpression> connectionString)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Stores", $"{name}.sh");
        var store = new StoreProcess(name, script);
        store.ConnectionStringExpression = connectionString(store.Endpoint.Property(EndpointProperty.Port));
        return builder.AddResource(store).WithArgs(script).WithIconName("Database").ExcludeFromManifest()
            .WithEndpoint(name: StoreProcess.EndpointName, isProxied: false)
            .WithEnvironment("PORT", store.Endpoint.Property(EndpointProperty.TargetPort));
    }
}
