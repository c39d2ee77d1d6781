using Dapr.Client;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Nanobot.Platform.Bus.Dapr;

/// <summary>The sidecar and its components are ready. It asks for no more: the sidecar's full health waits for this application.</summary>
internal sealed class DaprHealthCheck(DaprClient dapr, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(1);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            return await dapr.CheckOutboundHealthAsync(linked.Token)
                ? HealthCheckResult.Healthy()
                : new HealthCheckResult(context.Registration.FailureStatus, "The Dapr sidecar is not ready.");
        }
        catch (OperationCanceledException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, "The Dapr sidecar does not answer.", exception);
        }
    }
}
