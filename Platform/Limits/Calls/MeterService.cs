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

    // To say that it lives nothing waits for what goes back.
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
        new WorkerLoop("Keeping what is taken of limits", Holder.Pulse, Holder.Pulse, backoff, time, logger).RunAsync(StepAsync, stoppingToken),
        new WorkerLoop("Giving back what is not used of limits", Holder.Pulse, Holder.Pulse, backoff, time, logger).RunAsync(TidyAsync, stoppingToken, Next.After(meters.TidyEvery)));

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

        return Next.After(Holder.Pulse);
    }

    private async Task<Next> TidyAsync(CancellationToken cancellationToken)
    {
        await meters.TidyAsync(cancellationToken);
        return Next.After(meters.TidyEvery);
    }
}
