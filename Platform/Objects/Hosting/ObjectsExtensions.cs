using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Configuration;
using Nanobot.Platform.Core.Health;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Objects.Blobs;
using Nanobot.Platform.Objects.Calls;
using Nanobot.Platform.Objects.Local;
using Nanobot.Platform.Objects.Observability;
using Nanobot.Platform.Objects.S3;

namespace Nanobot.Platform.Objects.Hosting;

/// <summary>Registers the object store.</summary>
public static class ObjectsExtensions
{
    // Of the library's registration, until it has the name of ours.
    private const string Registered = "Nanobot.Objects";

    private static readonly TimeSpan HealthDeadline = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Adds <see cref="IObjectStore"/>, of the kind that section <c>Objects</c> names (<see cref="ObjectsOptions"/>), and the health check <c>objects</c>: without its store a module is degraded. It starts
    /// without it, too.
    /// </summary>
    public static void AddObjects(this IHostApplicationBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddValidatedOptions<ObjectsOptions, ObjectsOptionsValidator>(ObjectsOptions.Section);
        builder.Services.AddSingleton<ObjectsTelemetry>();
        builder.Services.AddSingleton(static services => Bound(services));
        builder.Services.AddHostedService<ObjectStoreNote>();
        builder.Services.AddHealthChecks().AddCheck<ObjectStoreHealth>(Registered);
        StoreHealth.Adopt(builder, Registered, "objects", HealthDeadline, HealthStatus.Degraded);
    }

    private static IObjectStore Bound(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<ObjectsOptions>>().Value;
        return new BoundedStore(Create(options, services), options.Kind, options.Timeout,
            services.GetRequiredService<ObjectsTelemetry>(), services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<BoundedStore>>());
    }

    private static IObjectStore Create(ObjectsOptions options, IServiceProvider services) => options.Kind switch
    {
        ObjectStoreKind.S3 => new S3Store(options.S3, services.GetRequiredService<Backoff>(), services.GetRequiredService<TimeProvider>()),
        ObjectStoreKind.Azure => new BlobStore(options.Azure, options.Timeout),
        _ => new LocalStore(new LocalPlace(options.Local), services.GetRequiredService<TimeProvider>()),
    };
}
