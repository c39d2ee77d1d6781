using Microsoft.IdentityModel.Tokens;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Work;
using Nanobot.Services.Gateway.Observability;

namespace Nanobot.Services.Gateway.Credentials.Jwt.Keys;

/// <summary>
/// The keys that an issuer publishes at a configured address (<c>jwks_uri</c>): fetched at the start and at intervals,
/// and asked for again, a bounded number of times, when a token comes that the known keys do not verify. While the issuer
/// is away the keys of before serve for a day. (The library's <c>ConfigurationManager</c> takes no clock, lets its callers go on
/// with the old keys while it asks, and drops a whole set for one malformed key.)
/// </summary>
internal sealed partial class PublishedKeys(
    string issuer, Uri address, TimeSpan refresh, HttpClient http, GatewayTelemetry telemetry, Backoff backoff, TimeProvider time, ILogger<PublishedKeys> logger)
    : IIssuerKeys, IDisposable
{
    /// <summary>Least time between two fetches, whatever tokens come in.</summary>
    public static readonly TimeSpan AskedAgainAfter = TimeSpan.FromSeconds(10);

    /// <summary>Longest wait for the next try while the issuer is away; the first is a second, and they double.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);

    /// <summary>How long keys serve without being confirmed.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(1);

    /// <summary>Longest that one fetch may take, its body included.</summary>
    public static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private const int MaximumBytes = 256 * 1024;
    private static readonly TimeSpan FirstWait = TimeSpan.FromSeconds(1);

    private static readonly Refusal Unavailable = Refusals.Unavailable("ISSUER_UNAVAILABLE",
        "The keys of the token's issuer cannot be had at the moment, so the token could not be checked; try again shortly.");

    private readonly Lock _asking = new();
    private Task<Outcome> _asked = Task.FromResult(new Outcome(0, DateTimeOffset.MinValue));
    private volatile Fetched? _fetched;

    public object? State => Known;

    private KeySet? Known => _fetched is { } fetched && time.GetUtcNow() < fetched.At + KeptFor ? fetched.Keys : null;

    /// <summary>A client for such an address: bounded answers, no redirects (they could lead anywhere), no cookies, no trace of ours.</summary>
    public static HttpClient CreateClient(Uri address) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = !address.IsLoopback,
        ActivityHeadersPropagator = null,
        PooledConnectionLifetime = TimeSpan.FromMinutes(2),
    })
    {
        MaxResponseContentBufferSize = MaximumBytes,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    public async ValueTask<JsonWebKey?> FindAsync(string algorithm, string? keyId, JsonWebKey? failed, CancellationToken cancellationToken)
    {
        if (Known?.Find(algorithm, keyId) is { } known && known != failed)
        {
            return known;
        }

        var asked = await AskAsync().WaitAsync(cancellationToken);
        var found = Known?.Find(algorithm, keyId);
        return found is null && failed is null && asked.Failures > 0 ? throw new RefusalException(Unavailable)
            : found == failed ? null : found;
    }

    /// <summary>Fetches now and at intervals, until <paramref name="stopping"/>.</summary>
    public Task KeepAsync(CancellationToken stopping) =>
        new WorkerLoop("Keeping an issuer's keys", FirstWait, LongestWait, backoff, time, logger).RunAsync(async token =>
        {
            var asked = await AskAsync().WaitAsync(token);
            var wait = asked.Failures == 0 ? backoff.After(1, refresh, refresh) : asked.AskAgainAt - time.GetUtcNow();
            // Rounded up: a delay drops what is less than a millisecond, and would end before it is time.
            return Next.After(TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)));
        }, stopping);

    public void Dispose() => http.Dispose();

    // One fetch serves all who ask while it is under way, and its outcome all who ask too soon after it.
    private Task<Outcome> AskAsync()
    {
        lock (_asking)
        {
            if (_asked is { IsCompleted: true, Result: var last } && time.GetUtcNow() >= last.AskAgainAt)
            {
                // Not on the caller's thread: the lock is held.
                _asked = Task.Run(() => FetchAsync(last.Failures));
            }

            return _asked;
        }
    }

    private async Task<Outcome> FetchAsync(int failures)
    {
        using var deadline = new CancellationTokenSource(Deadline, time);
        try
        {
            Take(await http.GetByteArrayAsync(address, deadline.Token));
            telemetry.KeysFetched(issuer, true);
            return new Outcome(0, time.GetUtcNow() + AskedAgainAfter);
        }
        catch (Exception exception)
        {
            // Whatever it was: there is no news of the keys.
            Log.NotFetched(logger, issuer, exception is OperationCanceledException ? "no whole answer in time" : exception.Message, Known?.Count ?? 0);
            telemetry.KeysFetched(issuer, false);
            return new Outcome(failures + 1, time.GetUtcNow() + backoff.After(failures + 1, FirstWait, LongestWait));
        }
    }

    private void Take(byte[] document)
    {
        var now = time.GetUtcNow();
        if (_fetched is { } before && document.AsSpan().SequenceEqual(before.Document))
        {
            _fetched = before with { At = now };
            return;
        }

        var keys = KeySetReader.Read(document, (index, problem) => Log.PassedOver(logger, issuer, index, problem));
        _fetched = new Fetched(document, keys, now);
        Log.Changed(logger, issuer, keys.Count);
    }

    private readonly record struct Outcome(int Failures, DateTimeOffset AskAgainAt);

    private sealed record Fetched(byte[] Document, KeySet Keys, DateTimeOffset At);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "The issuer {Issuer} publishes {Count} keys that can verify tokens")]
        public static partial void Changed(ILogger logger, string issuer, int count);

        [LoggerMessage(LogLevel.Warning, "The key set of the issuer {Issuer} {Problem}: key {Index} is passed over")]
        public static partial void PassedOver(ILogger logger, string issuer, int index, string problem);

        [LoggerMessage(LogLevel.Warning, "The keys of the issuer {Issuer} could not be fetched: {Reason}; {Kept} keys of before serve on")]
        public static partial void NotFetched(ILogger logger, string issuer, string reason, int kept);
    }
}
