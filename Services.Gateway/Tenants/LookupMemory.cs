using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Broadcasts;
using Nanobot.Platform.Bus.Changes;
using Nanobot.Platform.Core.Work;
using Nanobot.Services.Gateway.Caching;
using Nanobot.Services.Gateway.Observability;

namespace Nanobot.Services.Gateway.Tenants;

/// <summary>What all kinds of remembered answers share.</summary>
internal sealed partial class LookupMemory(
    IOptions<MemoryOptions> options, IBroadcastHearing hearing, IFreshness freshness, ChangeMarks marks, GatewayTelemetry telemetry, Backoff backoff,
    TimeProvider time, ILogger<LookupMemory> logger)
{
    private static readonly TimeSpan RefreshAgainAfter = TimeSpan.FromSeconds(5);
    private int _failing;

    public MemoryOptions Options { get; } = options.Value;

    public TimeProvider Time { get; } = time;

    public DateTimeOffset Now => Time.GetUtcNow();

    /// <summary>The moment of a question that is asked now.</summary>
    public Asked Asking => new(Now, marks.Now);

    /// <summary>Whether what is remembered may be decided by at once.</summary>
    public bool IsFresh => freshness.IsFresh;

    /// <summary>Has what is remembered compared with what has changed; false where nobody can say: then it serves all the same, within its time.</summary>
    public ValueTask<bool> CompareAsync(CancellationToken cancellationToken) => freshness.EnsureAsync(cancellationToken);

    /// <summary>Whether nothing of a tenant has changed since something of it was asked for.</summary>
    public bool Holds(int place, Asked asked) => marks.Holds(place, asked.Step);

    /// <summary>About <paramref name="wait"/> from now: many answers must not be looked up again together.</summary>
    public DateTimeOffset After(TimeSpan wait) => Now + backoff.After(1, wait, wait);

    /// <summary>Whether all events since <paramref name="moment"/> have been heard.</summary>
    public bool Hears(DateTimeOffset moment) => hearing.Covers(moment);

    /// <summary>How long a failed refresh is not tried again.</summary>
    public TimeSpan UntilNextRefresh() => backoff.After(1, RefreshAgainAfter, RefreshAgainAfter);

    public void LookedUp(string kind, bool found) => telemetry.LookedUp(kind, found);

    public void Refreshed(string kind)
    {
        telemetry.Refreshed(kind, true);
        if (Interlocked.Exchange(ref _failing, 0) == 1)
        {
            Log.Refreshing(logger);
        }
    }

    // Once for a whole outage: each answer in memory meets it.
    public void NotRefreshed(string kind, Exception exception)
    {
        telemetry.Refreshed(kind, false);
        if (Interlocked.Exchange(ref _failing, 1) == 0)
        {
            Log.NotRefreshing(logger, Options.KnownAtMost, exception);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "What is remembered cannot be looked up again; it serves for {KnownAtMost} at most")]
        public static partial void NotRefreshing(ILogger logger, TimeSpan knownAtMost, Exception exception);

        [LoggerMessage(LogLevel.Information, "What is remembered is looked up again")]
        public static partial void Refreshing(ILogger logger);
    }
}
