using System.Globalization;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Nanobot.AppHost.Running;

namespace Nanobot.AppHost.Stores;

/// <summary>PostgreSQL and Redis from this machine's packages, each for this suite only; servers that run here already are left alone.</summary>
internal static class StoreProcessExtensions
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan StartDeadline = TimeSpan.FromSeconds(20);

    /// <summary>A PostgreSQL server on the loopback that listens on a port of its own.</summary>
    /// <param name="builder">The suite's builder.</param>
    /// <param name="name">The resource's name.</param>
    /// <param name="password">The superuser's password.</param>
    /// <param name="kept">Where its data is kept; null for data that goes with the process.</param>
    public static IResourceBuilder<StoreProcess> AddPostgresProcess(
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource> password, SuiteDirectory? kept)
    {
        var data = kept?.DataOf(name) ?? TemporaryData.NewDirectory(name);
        return builder.AddStore(name, at => ReferenceExpression.Create($"Host=127.0.0.1;Port={at};Username=postgres;Password={password}"))
            .WithEnvironment("DATA", data).WithEnvironment("KEEP", kept is null ? "no" : "yes").WithEnvironment("PASSWORD", password)
            .WithReadyCheck((address, cancellationToken) => PostgresServer.ConnectAsync(address, data, cancellationToken))
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
        this IDistributedApplicationBuilder builder, string name, IResourceBuilder<ParameterResource> password) =>
        builder.AddStore(name, at => ReferenceExpression.Create($"127.0.0.1:{at},password={password}")).WithEnvironment("PASSWORD", password)
            .WithReadyCheck(static async (address, cancellationToken) =>
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", int.Parse(address.Split(',')[0].Split(':')[1], CultureInfo.InvariantCulture), cancellationToken);
            });

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

    // Aspire looks again only after 1, 2, … 5 s, so the check itself waits for a store that starts.
    private static IResourceBuilder<StoreProcess> WithReadyCheck(
        this IResourceBuilder<StoreProcess> store, Func<string, CancellationToken, Task> connectAsync)
    {
        var key = $"{store.Resource.Name}_check";
        store.ApplicationBuilder.Services.AddHealthChecks().AddAsyncCheck(key, async cancellationToken =>
        {
            using var deadline = new CancellationTokenSource(StartDeadline);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
            var address = await store.Resource.ConnectionStringExpression.GetValueAsync(cancellationToken);
            while (true)
            {
                try
                {
                    await connectAsync(address!, either.Token);
                    return HealthCheckResult.Healthy();
                }
                catch (StartFailedException failure)
                {
                    return HealthCheckResult.Unhealthy(failure.Message, failure);
                }
                catch (Exception exception) when (exception is SocketException or Npgsql.NpgsqlException)
                {
                    if (deadline.IsCancellationRequested)
                    {
                        return HealthCheckResult.Unhealthy("It does not answer.", exception);
                    }

                    await Task.Delay(RetryAfter, TimeProvider.System, either.Token);
                }
            }
        });
        return store.WithHealthCheck(key);
    }
}
