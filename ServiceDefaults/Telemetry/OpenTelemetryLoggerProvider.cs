using Microsoft.Extensions.Logging;
using OpenTelemetry;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>Hands the host's log records to the OpenTelemetry SDK's own logger factory.</summary>
[ProviderAlias("OpenTelemetry")]
internal sealed class OpenTelemetryLoggerProvider(OpenTelemetrySdk sdk) : ILoggerProvider
{
    private readonly ILoggerFactory _factory = sdk.GetLoggerFactory();

    public ILogger CreateLogger(string categoryName) => _factory.CreateLogger(categoryName);

    public void Dispose()
    {
        // The SDK owns the factory and flushes it when the host disposes the SDK.
    }
}
