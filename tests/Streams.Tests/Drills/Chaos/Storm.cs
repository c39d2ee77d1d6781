using Nanobot.Streams.Tests.Running;
using StackExchange.Redis;

namespace Nanobot.Streams.Tests.Drills.Chaos;

/// <summary>What befalls processes and stores, one thing after the other at random moments, until it is told to end; then all is mended.</summary>
/// <param name="suite">Whose.</param>
/// <param name="random">Decides what and when.</param>
/// <param name="kinds">What may befall; a kind that stands there twice does so twice as often.</param>
/// <param name="atOnce">How many processes something may befall at the same time: those that are left have to get on with the work.</param>
internal sealed class Storm(ModuleSuite suite, Random random, IReadOnlyList<string> kinds, int atOnce)
{
    /// <summary>kill -9 of any process, which is started again at once.</summary>
    public const string Kill = "kill";

    /// <summary>SIGSTOP and SIGCONT.</summary>
    public const string Pause = "pause";

    /// <summary>A network that drops all packets between a process and PostgreSQL, or Redis.</summary>
    public const string Partition = "partition";

    /// <summary>Connections that are reset, and refused for a while.</summary>
    public const string Cut = "cut";

    /// <summary>FLUSHALL.</summary>
    public const string Flush = "flush";

    /// <summary>kill -9 of Redis, which comes back empty.</summary>
    public const string Redis = "redis";

    /// <summary>kill -9 of PostgreSQL.</summary>
    public const string Postgres = "postgres";

    // Longer than any lease that the drill sets.
    private static readonly TimeSpan LongPause = TimeSpan.FromSeconds(12);

    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);
    private readonly HashSet<ModuleProcess> _struck = [];
    private readonly List<Task> _running = [];
    private volatile bool _isStoreAway;

    /// <summary>How often what befell.</summary>
    public string Told => string.Join(", ", _counts.OrderBy(static one => one.Key, StringComparer.Ordinal).Select(static one => $"{one.Value} {one.Key}"));

    /// <summary>How many things befell.</summary>
    public int Count => _counts.Values.Sum();

    /// <summary>Lets one thing after the other befall, 100 to 500 ms apart, later where as many are down as may be.</summary>
    public async Task RunAsync(CancellationToken ending)
    {
        var kind = kinds[random.Next(kinds.Count)];
        while (!ending.IsCancellationRequested)
        {
            _running.RemoveAll(static one => one.IsCompletedSuccessfully);
            if (TryBegin(kind))
            {
                _counts[kind] = _counts.GetValueOrDefault(kind) + 1;
                kind = kinds[random.Next(kinds.Count)];
            }

            try
            {
                await Task.Delay(random.Next(100, 500), ending);
            }
            catch (OperationCanceledException)
            {
                break;
            }
        }

        await Task.WhenAll(_running);
    }

    // False where as much has befallen already as may at the same time.
    private bool TryBegin(string kind)
    {
        if (kind is Flush or Redis or Postgres)
        {
            if (_isStoreAway)
            {
                return false;
            }

            _isStoreAway = true;
            _running.Add(Task.Run(() => StoreAsync(kind)));
        }
        else
        {
            List<ModuleProcess> whole;
            lock (_struck)
            {
                whole = [.. suite.All.Where(one => !_struck.Contains(one))];
                if (whole.Count == 0 || _struck.Count >= atOnce)
                {
                    return false;
                }
            }

            var one = whole[random.Next(whole.Count)];
            var (first, second) = (random.NextDouble(), random.Next(2) == 0);
            lock (_struck)
            {
                _struck.Add(one);
            }

            _running.Add(Task.Run(() => ProcessAsync(kind, one, first, second)));
        }

        return true;
    }

    private async Task ProcessAsync(string kind, ModuleProcess one, double share, bool isRedis)
    {
        var way = isRedis || !one.HasDatabase ? one.Redis : one.Database;
        var shortly = TimeSpan.FromSeconds(0.5 + (3 * share));
        try
        {
            switch (kind)
            {
                case Kill:
                    await one.Process.KillAsync();
                    await one.Process.StartListeningAsync();
                    break;
                case Pause:
                    await one.Process.PauseAsync();
                    await Task.Delay(share > 0.8 ? LongPause : shortly);
                    await one.Process.ResumeAsync();
                    break;
                case Partition:
                    way.Silence();
                    await Task.Delay(shortly);
                    way.Mend();
                    break;
                case Cut:
                    way.Cut();
                    await Task.Delay(shortly);
                    way.Mend();
                    break;
                default:
                    throw new InvalidOperationException($"Nobody knows what {kind} is.");
            }
        }
        finally
        {
            lock (_struck)
            {
                _struck.Remove(one);
            }
        }
    }

    private async Task StoreAsync(string kind)
    {
        switch (kind)
        {
            case Flush:
                await using (var redis = await ConnectionMultiplexer.ConnectAsync($"{suite.Redis},allowAdmin=true"))
                {
                    await redis.GetServers()[0].FlushAllDatabasesAsync();
                }

                break;
            case Redis:
                suite.Stores.RestartRedis();
                break;
            default:
                suite.Stores.Postgres.Kill();
                await suite.Stores.Postgres.StartAgainAsync();
                break;
        }

        // Another one is let come only once this one has had its effect.
        await Task.Delay(TimeSpan.FromSeconds(3));
        _isStoreAway = false;
    }
}
