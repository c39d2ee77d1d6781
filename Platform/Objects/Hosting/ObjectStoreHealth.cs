using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Nanobot.Platform.Objects.Hosting;

/// <summary>Asks the store; what is wrong is told in the exception's words.</summary>
internal sealed class ObjectStoreHealth(IObjectStore store) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await store.PingAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (ObjectStoreUnavailableException exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception.Message);
        }
    }
}
