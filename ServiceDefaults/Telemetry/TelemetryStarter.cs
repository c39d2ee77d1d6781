using Microsoft.Extensions.Hosting;
using OpenTelemetry;

namespace Nanobot.ServiceDefaults.Telemetry;

/// <summary>Makes the SDK exist before the first request, and lets the host dispose (and so flush) it at the end.</summary>
internal sealed class TelemetryStarter(OpenTelemetrySdk sdk) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sdk);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
