using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Objects.Local;

namespace Nanobot.Platform.Objects.Hosting;

/// <summary>Says at the start where objects are kept, and warns where that may be gone with the process: nothing else would tell before they are missed.</summary>
internal sealed partial class ObjectStoreNote(IOptions<ObjectsOptions> options, IHostEnvironment environment, ILogger<ObjectStoreNote> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (options.Value.Kind != ObjectStoreKind.Local)
        {
            Log.Kept(logger, options.Value.Kind);
            return Task.CompletedTask;
        }

        var place = new LocalPlace(options.Value.Local);
        if (place.IsUsual && !environment.IsDevelopment())
        {
            Log.MayBeLost(logger, place.Root);
        }
        else
        {
            Log.KeptLocally(logger, place.Root);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Objects are kept in the store of kind {Kind}")]
        public static partial void Kept(ILogger logger, string kind);

        [LoggerMessage(LogLevel.Information, "Objects are kept in {Directory}")]
        public static partial void KeptLocally(ILogger logger, string directory);

        [LoggerMessage(LogLevel.Warning,
            "Objects are kept in {Directory} of this machine or container, and go with it; other replicas do not see them. Set Objects:Kind to s3 or azure, or Objects:Local:Directory to a volume that all replicas have")]
        public static partial void MayBeLost(ILogger logger, string directory);
    }
}
