using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Messaging.Running;

/// <summary>
/// Asks again and again, while something runs, how the tenants stand for which it does, all in one question. So work ends also where the broadcast
/// was missed, as by a broken connection.
/// </summary>
internal sealed partial class RunningWorkWatch(RunningWork running, ITenantStandings tenants, Backoff backoff, TimeProvider time, ILogger<RunningWorkWatch> logger)
    : BackgroundService
{
    // With the question's own deadline it stays within the two seconds.
    private static readonly TimeSpan Every = TimeSpan.FromMilliseconds(800);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    private readonly WorkerLoop _loop = new("Looking at the tenants of running work", Every, LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(LookAsync, stoppingToken);

    private async Task<Next> LookAsync(CancellationToken stoppingToken)
    {
        if (running.Tenants() is { Count: > 0 } working)
        {
            try
            {
                foreach (var tenant in await tenants.FindAsync(working, stoppingToken))
                {
                    if (!TenantStatus.TryParse(tenant.Status, out var status) || !status.IsUsable)
                    {
                        running.Stop(tenant.TenantId, status ?? TenantStatus.Suspended, tenant.Epoch);
                    }
                }
            }
            catch (ModuleUnavailableException exception)
            {
                // Nobody changes a tenant while its module is away.
                Log.Unknown(logger, exception.Message);
            }
        }

        return Next.After(Every);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Debug, "Work goes on, since nobody says how its tenants stand: {Reason}")]
        public static partial void Unknown(ILogger logger, string reason);
    }
}
