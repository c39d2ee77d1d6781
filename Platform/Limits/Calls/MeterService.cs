using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nanobot.Platform.Core.Work;

namespace Nanobot.Platform.Limits.Calls;

/// <summary>Says that this process lives, hears who calls back what it holds, and lets go what it does not use.</summary>
internal sealed class MeterService(
    Meters meters, LimitServer server, Holder holder, Recalls recalls, Backoff backoff, TimeProvider time, ILogger<MeterService> logger) : BackgroundService
{
    private static readonly TimeSpan LastWord = TimeSpan.FromSeconds(1);
    private bool _listens;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await Task.WhenAny(meters.SayAgainAsync(), Task.Delay(LastWord, time, cancellationToken));
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        new WorkerLoop("Keeping what is taken of limits", Holder.Pulse, Holder.Pulse, backoff, time, logger).RunAsync(StepAsync, stoppingToken);

    private async Task<Next> StepAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (!_listens)
            {
                await recalls.ListenAsync(meters.CallBack);
                _listens = true;
            }

            if (!await server.LiveAsync(holder.Process))
            {
                _ = meters.SayAgainAsync();
            }
        }
        catch (Exception exception) when (exception is LimitStoreAwayException or StackExchange.Redis.RedisException)
        {
            // Told of once by the server; the next pulse tries again.
        }

        meters.Tidy();
        return Next.After(Holder.Pulse);
    }
}
