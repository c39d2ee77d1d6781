using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Nanobot.Platform.Tenancy;
using Nanobot.Testing.Stores;

namespace Nanobot.Testing;

/// <summary>One service in process, with a database and a Redis database of its own.</summary>
/// <typeparam name="TProgram">The service's Program.</typeparam>
public class ServiceFactory<TProgram> : WebApplicationFactory<TProgram>
    where TProgram : class
{
    private readonly Dictionary<string, string?> _settings;
    private readonly string? _connectionName;
    private readonly Task _migrated = Task.CompletedTask;

    /// <summary>Prepares the service; it starts with the first client.</summary>
    /// <param name="connectionName">Name of its database's connection string, or null for none.</param>
    /// <param name="settings">Further settings, for example <c>services:tenants:http:0</c>.</param>
    public ServiceFactory(string? connectionName, params IEnumerable<KeyValuePair<string, string?>> settings)
    {
        _connectionName = connectionName;
        var module = typeof(TProgram).Assembly.GetName().Name!["Services.".Length..].ToLowerInvariant();
        _settings = new Dictionary<string, string?>(TestKeys.Settings(module))
        {
            ["ConnectionStrings:cache"] = SuiteStores.Shared.CreateRedis(),
            // Nothing but the test asks its database.
            ["Registry:Lease"] = "00:05:00",
            ["Objects:Local:Directory"] = SuiteStores.Shared.NameDirectory("objects"),
        };
        if (connectionName is not null)
        {
            DatabaseOwner = SuiteStores.Shared.NameDatabase(connectionName);
            _migrated = Task.Run(() => TestDatabase.CreateAsync(DatabaseOwner, typeof(TProgram).Assembly));
        }

        foreach (var (key, value) in (connectionName is null ? [] : TestDatabase.Settings(connectionName, DatabaseOwner)).Concat(settings))
        {
            _settings[key] = value;
        }
    }

    /// <summary>The owner's connection string of the service's database: sees every row, for assertions only.</summary>
    public string DatabaseOwner { get; } = "";

    /// <summary>Its settings, for a process of the same service on the same stores.</summary>
    public IReadOnlyDictionary<string, string?> Settings => _settings;

    /// <summary>The Redis connection string of the service.</summary>
    public string Redis => _settings["ConnectionStrings:cache"]!;

    /// <summary>Replaces registrations, for example the clock.</summary>
    public Action<IServiceCollection>? Configure { get; init; }

    /// <summary>Leads the application's login to the database another way, from its connection string.</summary>
    public Func<string, string>? ToDatabase { get; init; }

    /// <summary>A client that acts in <paramref name="context"/>: each request carries it freshly signed by the gateway, or by a service where it is one that calls.</summary>
    public HttpClient ClientFor(TenantContext context) =>
        CreateDefaultClient(new SigningHandler(context, TestContexts.CodecFor(context, Services.GetRequiredService<TimeProvider>())));

    /// <inheritdoc />
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        // A service would wait for it too, but not say what went wrong with it.
        _migrated.GetAwaiter().GetResult();
        foreach (var (key, value) in _settings)
        {
            builder.UseSetting(key, value);
        }

        if (ToDatabase is { } other)
        {
            builder.UseSetting($"ConnectionStrings:{_connectionName}", other(_settings[$"ConnectionStrings:{_connectionName}"]!));
        }

        builder.UseEnvironment("Production");
        if (Configure is { } configure)
        {
            builder.ConfigureServices(configure);
        }
    }

    private sealed class SigningHandler(TenantContext context, TenantContextCodec codec) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (!request.Headers.Contains(TenantHeaders.Context))
            {
                TenantContextHeaders.Write(request.Headers, context, codec);
            }

            return base.SendAsync(request, cancellationToken);
        }
    }
}
