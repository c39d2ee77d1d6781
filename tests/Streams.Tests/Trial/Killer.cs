using Nanobot.Streams.Tests.Running;

namespace Nanobot.Streams.Tests.Trial;

/// <summary>Kills processes at random moments of the trial, one of each kind at first, and starts them again.</summary>
internal sealed class Killer(StreamSuite suite, Random random)
{
    private readonly List<string> _killed = [];

    /// <summary>Who was killed, in order.</summary>
    public IReadOnlyList<string> Killed => _killed;

    /// <summary>Kills <paramref name="kills"/> times before <paramref name="progress"/> has come to <paramref name="streams"/>.</summary>
    public async Task RunAsync(int kills, int streams, Func<int> progress, CancellationToken cancellationToken)
    {
        var moments = Enumerable.Range(0, kills).Select(i => (int)(streams * 0.9 * (i + 0.2 + (0.6 * random.NextDouble())) / kills)).ToList();
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        foreach (var (i, moment) in moments.Index())
        {
            while (progress() < moment)
            {
                await timer.WaitForNextTickAsync(cancellationToken);
            }

            var some = i switch
            {
                0 => suite.Chats,
                1 => suite.Gateways,
                _ => random.Next(2) == 0 ? suite.Chats : suite.Gateways,
            };
            var doomed = some[random.Next(some.Count)];
            await doomed.KillAsync();
            _killed.Add(doomed.Name);
            await doomed.StartAsync();
        }
    }
}
