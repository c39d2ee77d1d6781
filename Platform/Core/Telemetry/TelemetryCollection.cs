using Microsoft.Extensions.Configuration;

namespace Nanobot.Platform.Core.Telemetry;

/// <summary>Whether anybody receives what is collected; client libraries need not make spans for nobody.</summary>
public static class TelemetryCollection
{
    /// <summary>True where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to send it.</summary>
    public static bool IsOn(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]);
}
