using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Work;
using Nanobot.Services.Scheduler.Slots;

namespace Nanobot.Services.Scheduler.Arming;

/// <summary>
/// Arms jobs anew whose times are others though nobody changed them: once at the start and once a day where the rules of zones are, and whenever a
/// calendar is. Once a day, too, slots are counted anew. One process of all does it.
/// </summary>
internal sealed class ArmingService(
    ZoneRules zones, ChangedCalendars calendars, SlotLedger slots, IExclusiveLock locks, WakeSignal<ArmingService> signal, Backoff backoff, TimeProvider time, ILogger<ArmingService> logger)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    private readonly WorkerLoop _loop = new("The arming of jobs", FirstPause, LongestPause, backoff, time, logger);
    private DateTimeOffset _zonesAt = DateTimeOffset.MinValue;

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(LookAsync, stoppingToken);

    /// <summary>One look; what another process does just now is left to it.</summary>
    internal async Task<Next> LookAsync(CancellationToken stoppingToken)
    {
        await using var hold = await locks.TryTakeAsync(ModuleLock.Arming, stoppingToken);
        if (hold is not null)
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, hold.Lost);
            if (time.GetUtcNow() - _zonesAt >= Day)
            {
                await zones.CheckAsync(both.Token);
                await slots.CountAsync(both.Token);
                _zonesAt = time.GetUtcNow();
            }

            await calendars.SettleAsync(both.Token);
        }

        return Next.OnSignal(signal, Every);
    }
}
