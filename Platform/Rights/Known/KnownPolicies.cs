using Microsoft.Extensions.Logging;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Caching;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Rights.Observability;

namespace Nanobot.Platform.Rights.Known;

/// <summary>
/// The policies that bind requests, compiled and remembered by tenant, each asked for once by all who wait for it. None serves whose tenant has
/// changed since it was asked for; an old one is asked for again behind those who go by it, and ends: soon where nobody says what has changed, late where nothing has.
/// </summary>
/// <typeparam name="TOrigin">What a question to the tenants module needs beside its tenant.</typeparam>
public sealed partial class KnownPolicies<TOrigin>
{
    // No tenant can have that id.
    private const string Operators = "*";
    private static readonly TimeSpan RefreshAgainAfter = TimeSpan.FromSeconds(5);

    private readonly IPolicySource<TOrigin> _source;
    private readonly IFreshness _freshness;
    private readonly ChangeMarks _marks;
    private readonly PolicyMemory _memory;
    private readonly Backoff _backoff;
    private readonly RightsTelemetry _telemetry;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CompiledPolicies _compiled = new();
    private readonly ExpiringCache<string, KnownAnswer> _known;
    private readonly SingleFlight<string, KnownAnswer> _lookups;
    private int _failing;

    internal KnownPolicies(
        IPolicySource<TOrigin> source, IFreshness freshness, ChangeMarks marks, PolicyMemory memory, Backoff backoff, RightsTelemetry telemetry, TimeProvider time,
        ILogger<KnownPolicies<TOrigin>> logger)
    {
        (_source, _freshness, _marks, _memory, _backoff, _telemetry, _time, _logger) = (source, freshness, marks, memory, backoff, telemetry, time, logger);
        _known = new(memory.Capacity, time);
        _lookups = new(PolicyMemory.Deadline, time);
    }

    /// <summary>
    /// Has what is remembered compared with what has changed; false where nobody can say what has. Whoever decides asks for the policies after this,
    /// not before.
    /// </summary>
    public ValueTask<bool> CompareAsync(CancellationToken cancellationToken) => _freshness.IsFresh ? new(true) : new(WaitAsync(cancellationToken));

    /// <summary>What binds a tenant's requests, or with null those of operators; null where there is no such tenant.</summary>
    /// <exception cref="ModuleUnavailableException">It is not known, and nobody can say.</exception>
    public ValueTask<BoundPolicies?> FindAsync(string? tenantId, TOrigin origin, CancellationToken cancellationToken)
    {
        var key = tenantId ?? Operators;
        if (!_known.TryGet(key, out var known) || !Holds(known))
        {
            return new(AskAsync(key, origin, cancellationToken));
        }

        var age = _time.GetUtcNow() - known.AskedAt;
        if (age < _memory.KnownFor)
        {
            return new(known.Policies);
        }

        var isCompared = _freshness.IsFresh;
        if (!isCompared && age >= _memory.KnownAtMost)
        {
            return new(AskAsync(key, origin, cancellationToken));
        }

        // Where nothing of it has changed it is asked for again all the same before its end, for what may have been changed past the module.
        if ((!isCompared || age >= _memory.ComparedFor - _memory.KnownFor) && known.MayRefresh(_time.GetUtcNow(), _backoff, RefreshAgainAfter))
        {
            _ = RefreshAsync(key, origin);
        }

        return new(known.Policies);
    }

    private async Task<bool> WaitAsync(CancellationToken cancellationToken) => await _freshness.EnsureAsync(cancellationToken) || !_freshness.IsCutOff;

    private async Task<BoundPolicies?> AskAsync(string key, TOrigin origin, CancellationToken cancellationToken)
    {
        var answer = await RunAsync(key, origin, cancellationToken);
        // Somebody else may have asked before the change that is known by now. Whatever is asked for from here on is asked after it.
        return (Holds(answer) ? answer : await RunAsync(key, origin, cancellationToken)).Policies;
    }

    private Task<KnownAnswer> RunAsync(string key, TOrigin origin, CancellationToken cancellationToken) =>
        _lookups.RunAsync(key, token => LookUpAsync(key, origin, token), cancellationToken);

    private async Task<KnownAnswer> LookUpAsync(string key, TOrigin origin, CancellationToken cancellationToken)
    {
        // Whoever missed memory just before the last look-up ended must not start another.
        if (_known.TryGet(key, out var known) && Holds(known) && IsYoung(known))
        {
            return known;
        }

        var (askedAt, step) = (_time.GetUtcNow(), _marks.Now);
        var policies = await ReadAsync(key, origin, cancellationToken);
        _telemetry.LookedUp(policies is not null);
        if (policies is not null && known?.Policies is { } earlier)
        {
            policies = policies with { Recent = earlier.Recent };
        }

        var answer = new KnownAnswer(policies, askedAt, step, ChangeMarks.PlaceOf(key == Operators ? null : key));
        _known.Set(key, answer, askedAt + (policies is null ? _memory.UnknownFor : _memory.ComparedFor));
        return answer;
    }

    private async Task<BoundPolicies?> ReadAsync(string key, TOrigin origin, CancellationToken cancellationToken)
    {
        if (key == Operators)
        {
            return _compiled.Compile(await _source.FindInstallationAsync(origin, cancellationToken));
        }

        return await _source.FindAsync(key, origin, cancellationToken) is { } sources ? _compiled.Compile(sources) : null;
    }

    private async Task RefreshAsync(string key, TOrigin origin)
    {
        try
        {
            await RunAsync(key, origin, CancellationToken.None);
            _telemetry.Refreshed(true);
            Volatile.Write(ref _failing, 0);
        }
        catch (Exception exception)
        {
            // Whatever it was: there is no news. Told once for a whole outage, which each answer in memory meets.
            _telemetry.Refreshed(false);
            if (Interlocked.Exchange(ref _failing, 1) == 0)
            {
                Log.NotRefreshed(_logger, _memory.KnownAtMost, ExceptionReason.Of(exception));
            }
        }
    }

    private bool Holds(KnownAnswer answer) => _marks.Holds(answer.Place, answer.Step);

    private bool IsYoung(KnownAnswer answer) => _time.GetUtcNow() - answer.AskedAt < (answer.Policies is null ? _memory.UnknownFor : _memory.KnownFor);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Policies cannot be asked for again; those that are known serve for {KnownAtMost} at most: {Reason}")]
        public static partial void NotRefreshed(ILogger logger, TimeSpan knownAtMost, string reason);
    }
}
