using Microsoft.Extensions.Logging;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Caching;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Platform.Rights.Known;

/// <summary>
/// What the tenants module answers, remembered, each asked for once by all who wait for it. None serves whose tenant has changed since it was asked
/// for; an old one is asked for again behind those who go by it, and ends: soon where nobody says what has changed, late where nothing has.
/// </summary>
/// <typeparam name="TKey">What is asked for.</typeparam>
/// <typeparam name="T">What is answered.</typeparam>
/// <typeparam name="TOrigin">What a question needs beside it.</typeparam>
internal sealed partial class KnownAnswers<TKey, T, TOrigin>
    where TKey : notnull
    where T : class
{
    private static readonly TimeSpan RefreshAgainAfter = TimeSpan.FromSeconds(5);

    private readonly Func<TKey, string?> _tenantOf;
    private readonly Read _read;
    private readonly Memory _shared;
    private readonly ExpiringCache<TKey, KnownAnswer<T>> _known;
    private readonly SingleFlight<TKey, KnownAnswer<T>> _lookups;
    private int _failing;

    /// <param name="tenantOf">Whose change ends it; null: the installation's alone.</param>
    /// <param name="read">Asks.</param>
    /// <param name="shared">What all kinds of answers share.</param>
    public KnownAnswers(Func<TKey, string?> tenantOf, Read read, Memory shared)
    {
        (_tenantOf, _read, _shared) = (tenantOf, read, shared);
        _known = new(shared.Bounds.Capacity, shared.Time);
        _lookups = new(PolicyMemory.Deadline, shared.Time);
    }

    /// <summary>Asks for something, of which the earlier answer is given where there is one; null: there is none.</summary>
    public delegate Task<T?> Read(TKey key, T? earlier, TOrigin origin, CancellationToken cancellationToken);

    /// <summary>The answer; null where there is no such thing.</summary>
    /// <exception cref="ModuleUnavailableException">It is not known, and nobody can say.</exception>
    public ValueTask<T?> FindAsync(TKey key, TOrigin origin, CancellationToken cancellationToken)
    {
        if (!_known.TryGet(key, out var known) || !Holds(known))
        {
            return new(AskAsync(key, origin, cancellationToken));
        }

        var (now, bounds) = (_shared.Time.GetUtcNow(), _shared.Bounds);
        var age = now - known.AskedAt;
        if (age < bounds.KnownFor)
        {
            return new(known.Answer);
        }

        var isCompared = _shared.Freshness.IsFresh;
        if (!isCompared && age >= bounds.KnownAtMost)
        {
            return new(AskAsync(key, origin, cancellationToken));
        }

        // Where nothing of it has changed it is asked for again all the same before its end, for what may have been changed past the module.
        if ((!isCompared || age >= bounds.ComparedFor - bounds.KnownFor) && known.MayRefresh(now, _shared.Backoff, RefreshAgainAfter))
        {
            _ = RefreshAsync(key, origin);
        }

        return new(known.Answer);
    }

    private async Task<T?> AskAsync(TKey key, TOrigin origin, CancellationToken cancellationToken)
    {
        var answer = await RunAsync(key, origin, cancellationToken);
        // Somebody else may have asked before the change that is known by now. Whatever is asked for from here on is asked after it.
        return (Holds(answer) ? answer : await RunAsync(key, origin, cancellationToken)).Answer;
    }

    private Task<KnownAnswer<T>> RunAsync(TKey key, TOrigin origin, CancellationToken cancellationToken) =>
        _lookups.RunAsync(key, token => LookUpAsync(key, origin, token), cancellationToken);

    private async Task<KnownAnswer<T>> LookUpAsync(TKey key, TOrigin origin, CancellationToken cancellationToken)
    {
        // Whoever missed memory just before the last look-up ended must not start another.
        if (_known.TryGet(key, out var known) && Holds(known) && IsYoung(known))
        {
            return known;
        }

        var (askedAt, step) = (_shared.Time.GetUtcNow(), _shared.Marks.Now);
        var found = await _read(key, known?.Answer, origin, cancellationToken);
        _shared.Telemetry.LookedUp(found is not null);
        var answer = new KnownAnswer<T>(found, askedAt, step, ChangeMarks.PlaceOf(_tenantOf(key)));
        _known.Set(key, answer, askedAt + (found is null ? _shared.Bounds.UnknownFor : _shared.Bounds.ComparedFor));
        return answer;
    }

    private async Task RefreshAsync(TKey key, TOrigin origin)
    {
        try
        {
            await RunAsync(key, origin, CancellationToken.None);
            _shared.Telemetry.Refreshed(true);
            Volatile.Write(ref _failing, 0);
        }
        catch (Exception exception)
        {
            // Whatever it was: there is no news. Told once for a whole outage, which each answer in memory meets.
            _shared.Telemetry.Refreshed(false);
            if (Interlocked.Exchange(ref _failing, 1) == 0)
            {
                Log.NotRefreshed(_shared.Logger, _shared.Bounds.KnownAtMost, ExceptionReason.Of(exception));
            }
        }
    }

    private bool Holds(KnownAnswer<T> answer) => _shared.Marks.Holds(answer.Place, answer.Step);

    private bool IsYoung(KnownAnswer<T> answer) =>
        _shared.Time.GetUtcNow() - answer.AskedAt < (answer.Answer is null ? _shared.Bounds.UnknownFor : _shared.Bounds.KnownFor);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What policies go by cannot be asked for again; what is known serves for {KnownAtMost} at most: {Reason}")]
        public static partial void NotRefreshed(ILogger logger, TimeSpan knownAtMost, string reason);
    }
}
