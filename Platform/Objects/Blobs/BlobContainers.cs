using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Identity;
using Azure.Storage.Blobs;

namespace Nanobot.Platform.Objects.Blobs;

/// <summary>Makes the SDK's client as the options have it.</summary>
internal static class BlobContainers
{
    // Beside the first one; the SDK spreads the waits between them.
    private const int MostRetries = 2;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(2);

    public static BlobContainerClient Create(AzureOptions options, HttpClient http, TimeSpan deadline)
    {
        var settings = new BlobClientOptions
        {
            Transport = new HttpClientTransport(http),
            Retry = { Mode = RetryMode.Exponential, MaxRetries = MostRetries, Delay = FirstWait, MaxDelay = LongestWait, NetworkTimeout = deadline },
            // Its spans and logs would name blobs.
            Diagnostics = { IsLoggingEnabled = false, IsDistributedTracingEnabled = false, IsTelemetryEnabled = false },
        };
        var service = options.ConnectionString is { Length: > 0 } text
            ? new BlobServiceClient(text, settings)
            : new BlobServiceClient(new Uri(options.ServiceUrl!), new DefaultAzureCredential(), settings);
        return service.GetBlobContainerClient(options.Container);
    }
}
