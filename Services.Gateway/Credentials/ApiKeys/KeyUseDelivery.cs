using Nanobot.Contracts.Credentials;
using Nanobot.Platform.Core.Work;
using Nanobot.Services.Gateway.Tenants;

namespace Nanobot.Services.Gateway.Credentials.ApiKeys;

/// <summary>Tells the tenants module which keys were used, some seconds after the first; what cannot be told within a few tries is let go.</summary>
internal sealed partial class KeyUseDelivery(
    KeyUses uses, TenantsDirectory directory, WakeSignal<KeyUseDelivery> signal, Backoff backoff, TimeProvider time, ILogger<KeyUseDelivery> logger) : BackgroundService
{
    private const int MostTries = 5;
    private static readonly TimeSpan Gathering = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    private readonly WorkerLoop _loop = new("Telling which keys are used", Gathering, LongestPause, backoff, time, logger);
    private KeysUsed _batch = new([]);
    private bool _hasGathered;
    private int _tries;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await TellAsync(cancellationToken).WaitAsync(Gathering, time, cancellationToken);
        }
        catch (Exception exception)
        {
            // A time of last use that is a minute too old is no reason to hold up the stop.
            Log.LetGo(logger, _batch.Uses.Count, exception);
        }

        // What follows may dispose of the client, which waits for its calls: it must not go on from within the last of them.
        await Task.Yield();
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(StepAsync, stoppingToken, Next.OnSignal(signal, LongestIdle));

    private async Task<Next> StepAsync(CancellationToken stoppingToken)
    {
        if (!_hasGathered)
        {
            _hasGathered = true;
            return Next.After(Gathering);
        }

        if (await TellAsync(stoppingToken) == KeysUsed.Most)
        {
            return Next.AtOnce;
        }

        _hasGathered = false;
        return Next.OnSignal(signal, LongestIdle);
    }

    private async Task<int> TellAsync(CancellationToken cancellationToken)
    {
        _batch = _batch.Uses.Count > 0 ? _batch : uses.Take();
        var count = _batch.Uses.Count;
        if (count > 0)
        {
            try
            {
                await directory.TellUsedAsync(_batch, cancellationToken);
            }
            catch (Exception exception) when (++_tries >= MostTries && !cancellationToken.IsCancellationRequested)
            {
                Log.LetGo(logger, count, exception);
            }
        }

        (_batch, _tries) = (new KeysUsed([]), 0);
        return count;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "That {Count} keys were used could not be told")]
        public static partial void LetGo(ILogger logger, int count, Exception exception);
    }
}
