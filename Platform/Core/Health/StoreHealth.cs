using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Nanobot.Platform.Core.Health;

/// <summary>
/// A client library's health check under the suite's rules: a name of ours, a deadline (the libraries have none, and some
/// do not heed a token), and one line in the log for each change instead of a stack trace for each probe.
/// </summary>
internal sealed partial class StoreHealth(string name, Func<IHealthCheck> check, TimeSpan deadline, TimeProvider time, ILogger<StoreHealth> logger) : IHealthCheck
{
    private HealthStatus _last = HealthStatus.Healthy;

    /// <summary>Puts the registered check <paramref name="registered"/> under these rules.</summary>
    /// <param name="builder">The service's builder.</param>
    /// <param name="registered">The name that the library gave it.</param>
    /// <param name="name">Its name in <c>/health</c>.</param>
    /// <param name="deadline">Longest wait for its answer; below the time that <c>/health</c> has for all checks.</param>
    /// <param name="whenAway">What the service is while the store does not answer.</param>
    public static void Adopt(IHostApplicationBuilder builder, string registered, string name, TimeSpan deadline, HealthStatus whenAway)
    {
        builder.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        builder.Services.AddOptions<HealthCheckServiceOptions>().PostConfigure<IServiceProvider>((options, services) =>
        {
            if (options.Registrations.SingleOrDefault(one => one.Name == registered) is not { } registration)
            {
                // Switched off by a setting of the library's own.
                return;
            }

            var inner = registration.Factory;
            var health = new StoreHealth(name, () => inner(services), deadline,
                services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<StoreHealth>>());
            registration.Name = name;
            registration.FailureStatus = whenAway;
            registration.Factory = _ => health;
        });
    }

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var result = await AskAsync(context, cancellationToken);
        // A probe that is given up says nothing of the store.
        if (cancellationToken.IsCancellationRequested || Interlocked.Exchange(ref _last, result.Status) == result.Status)
        {
            return result;
        }

        if (result.Status == HealthStatus.Healthy)
        {
            Log.Back(logger, name);
        }
        else
        {
            Log.Away(logger, name, result.Status, result.Description ?? result.Exception?.Message);
        }

        return result;
    }

    private async Task<HealthCheckResult> AskAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        using var end = new CancellationTokenSource(deadline, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(end.Token, cancellationToken);
        var token = linked.Token;
        try
        {
            // Asking may connect first, which blocks.
            return await Task.Run(() => check().CheckHealthAsync(context, token), token).WaitAsync(token);
        }
        catch (Exception exception)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, exception is OperationCanceledException ? "It does not answer in time." : null, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The store {Store} is {Status}: {Reason}")]
        public static partial void Away(ILogger logger, string store, HealthStatus status, string? reason);

        [LoggerMessage(LogLevel.Information, "The store {Store} answers again")]
        public static partial void Back(ILogger logger, string store);
    }
}
