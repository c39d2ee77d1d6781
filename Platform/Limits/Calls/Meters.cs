using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace Nanobot.Platform.Limits.Calls;

/// <summary>The meters of all owners that called this process lately.</summary>
public sealed class Meters
{
    private const int MostAtOnce = 128;
    private const int FewAtOnce = 32;
    private static readonly TimeSpan BetweenFew = TimeSpan.FromMilliseconds(25);

    private readonly ConcurrentDictionary<string, Meter> _meters = new(StringComparer.Ordinal);
    private readonly LeaseSettings _settings;
    private readonly TimeSpan _idleAfter;
    private readonly TimeProvider _time;

    internal Meters(LimitServer server, Holder holder, IRecalls recalls, IOptions<CallOptions> options, TimeProvider time)
    {
        _settings = new(server, holder, recalls, time, options.Value.MostWaiting);
        _idleAfter = options.Value.IdleAfter;
        _time = time;
    }

    /// <summary>The meter of an owner.</summary>
    /// <param name="scope">Whose it is.</param>
    public Meter Of(LimitScope scope) => _meters.GetOrAdd(scope.Text, static (_, made) => new Meter(made.Scope, made.Settings), (Scope: scope, Settings: _settings));

    /// <summary>How long after one look at all of them comes the next.</summary>
    internal TimeSpan TidyEvery => _idleAfter / 8;

    /// <summary>Others are short of something: what is not used of it goes back.</summary>
    internal void CallBack(string kind, string scope)
    {
        if (_meters.TryGetValue(scope, out var meter) && meter.All.FirstOrDefault(amount => amount.Kind == kind) is { } called)
        {
            _ = called.CallBackAsync();
        }
    }

    /// <summary>Gives back what is not used, and says anew what is held, where nobody may know it any more; so many at once that Redis goes on answering others.</summary>
    internal Task SayAgainAsync() => Parallel.ForEachAsync(
        _meters.Select(static entry => entry.Value).Where(static meter => !meter.IsEmpty).SelectMany(static meter => meter.All),
        new ParallelOptions { MaxDegreeOfParallelism = MostAtOnce },
        static (amount, _) => new(amount.GiveBackAsync()));

    /// <summary>
    /// Gives back what lies unused for long, and forgets those of whom nothing is held: a few at a time, since nothing of it is urgent (whoever is short calls on this
    /// process) and many owners may have fallen silent together.
    /// </summary>
    internal async Task TidyAsync(CancellationToken cancellationToken)
    {
        var returns = new List<Task>(FewAtOnce);
        foreach (var entry in _meters)
        {
            var idle = TimeSpan.MaxValue;
            foreach (var amount in entry.Value.All)
            {
                var idled = amount.Idle;
                idle = idled < idle ? idled : idle;
                if (idled >= _idleAfter && amount.HoldsUnused)
                {
                    returns.Add(amount.GiveBackAsync());
                }
            }

            if (idle >= 4 * _idleAfter && entry.Value.IsEmpty && _meters.TryRemove(entry))
            {
                entry.Value.IsForgotten = true;
            }

            if (returns.Count >= FewAtOnce)
            {
                await Task.WhenAll(returns);
                returns.Clear();
                await Task.Delay(BetweenFew, _time, cancellationToken);
            }
        }

        await Task.WhenAll(returns);
    }
}
