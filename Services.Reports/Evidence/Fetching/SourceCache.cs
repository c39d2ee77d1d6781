using Microsoft.Extensions.Options;
using Nanobot.Platform.Core.Work;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Observability;

namespace Nanobot.Services.Reports.Evidence.Fetching;

/// <summary>
/// Gives what sources say, fetched once for all who watch the same: first from the process's memory, then from what all processes keep, then from the source, which one of them asks
/// while the others wait. A source that cannot be read is not asked again for a while, and what it said before stands in for it, with its age.
/// </summary>
internal sealed class SourceCache(
    SourceReader reader, ISourceStore store, SourceMemory memory, HostPace pace, ReportsTelemetry telemetry, Backoff backoff, IOptions<EvidenceOptions> options, TimeProvider time,
    ILogger<SourceCache> logger)
{
    // At most a tenth is taken off, so that what was fetched together is not fetched together for ever.
    private const double Jitter = 0.1;
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestLook = TimeSpan.FromMilliseconds(500);

    private readonly Flights<KeptSource> _flights = new();

    private SourceCacheOptions Bounds => options.Value.Cache;

    // For the turn, for the place, for the answer; twice, where who asked first has died.
    private TimeSpan Patience => ((options.Value.Hosts.LongestWait * 2) + options.Value.Timeout) * 2;

    /// <exception cref="SourceFailedException">It cannot be had, and nothing may stand in for it.</exception>
    public async Task<FetchedSource> GetAsync(SourceAddress source, CancellationToken cancellationToken)
    {
        if (memory.Find(source.Key) is { } held && held.Kept.FreshUntil > time.GetUtcNow())
        {
            telemetry.SourceUsed("memory");
            return Show(held.Kept, held.Memo);
        }

        var kept = await _flights.JoinAsync(source.Key, token => LookAsync(source, token), cancellationToken);
        return Show(kept, memory.Find(source.Key) is { } now && ReferenceEquals(now.Kept, kept) ? now.Memo : new ReadMemo());
    }

    private FetchedSource Show(KeptSource kept, ReadMemo memo)
    {
        var now = time.GetUtcNow();
        return kept switch
        {
            { Failure: null, Document: { } document } => new FetchedSource(document, kept.FetchedAt, null, memo),
            { Failure: { } why, Document: { } document } when now < kept.StaleUntil => new FetchedSource(document, kept.FetchedAt, SourceFailures.Stale(kept.FetchedAt, now - kept.FetchedAt, why), memo),
            { Failure: { } why } => throw new SourceFailedException(why),
            _ => throw new SourceFailedException(SourceFailures.Nothing),
        };
    }

    private async Task<KeptSource> LookAsync(SourceAddress source, CancellationToken cancellationToken)
    {
        var (lease, deadline) = (Guid.NewGuid(), time.GetUtcNow() + Patience);
        for (var looks = 1; ; looks++)
        {
            var now = time.GetUtcNow();
            var claim = await store.ClaimAsync(source, lease, now, now + SourceLease.Length, memory.Find(source.Key)?.Kept, cancellationToken);
            if (claim.IsMine)
            {
                return await FetchAsync(source, claim.Kept, lease, cancellationToken);
            }

            if (claim.Kept is { } kept && kept.FreshUntil > now)
            {
                telemetry.SourceUsed("shared");
                memory.Hold(source.Key, kept);
                return kept;
            }

            if (now >= deadline)
            {
                throw new SourceFailedException(SourceFailures.Busy);
            }

            // Another process asks it.
            await Task.Delay(backoff.After(looks, FirstLook, LongestLook), time, cancellationToken);
        }
    }

    private async Task<KeptSource> FetchAsync(SourceAddress source, KeptSource? before, Guid lease, CancellationToken cancellationToken)
    {
        await using var keeper = new LeaseKeeper(new SourceLease(store, source, lease, time), $"a source at {source.Host}", SourceLease.Length, time, logger);
        var (kept, isShared) = await AskAsync(source, before, cancellationToken);
        if (isShared)
        {
            // Where the lease is lost, another keeps what it is told, and nothing is kept here.
            await store.KeepAsync(source, lease, kept, cancellationToken);
        }

        memory.Hold(source.Key, kept);
        return kept;
    }

    private async Task<(KeptSource Kept, bool IsShared)> AskAsync(SourceAddress source, KeptSource? before, CancellationToken cancellationToken)
    {
        var known = before?.Document is null ? SourceValidators.None : before.Validators;
        try
        {
            var answer = await pace.RunAsync(source, () => reader.ReadAsync(source, known, cancellationToken), cancellationToken);
            telemetry.SourceUsed(answer.Document is null ? "confirmed" : "fetched");
            var kept = Keep(answer, before);
            return (kept, answer.Terms.IsKept);
        }
        catch (SourceFailedException failed)
        {
            telemetry.SourceUsed("failed");
            var now = time.GetUtcNow();
            var again = Shortened(Bounds.Failed);
            // What is said to be gone is gone; what stumbles is taken at its last word.
            return (failed.MayPass && before is not null
                ? before with { Failure = failed.Reason, FreshUntil = now + again }
                : new KeptSource(null, SourceValidators.None, now, now + again, now, failed.Reason), true);
        }
    }

    private KeptSource Keep(SourceAnswer answer, KeptSource? before)
    {
        var (now, terms) = (time.GetUtcNow(), answer.Terms);
        var fresh = now + Shortened(answer.Document is { IsCutOff: true } ? Bounds.Failed : terms.FreshFor);
        if (answer.Document is not { } document)
        {
            return before! with { FetchedAt = now, FreshUntil = fresh, StaleUntil = fresh + terms.StaleFor, Failure = null, Validators = Newer(answer.Validators, before.Validators) };
        }

        // What broke off is no version of anything.
        return new KeptSource(document, document.IsCutOff ? SourceValidators.None : answer.Validators, now, fresh, fresh + terms.StaleFor, null);
    }

    private static SourceValidators Newer(SourceValidators confirmed, SourceValidators known) => new(confirmed.ETag ?? known.ETag, confirmed.LastModified ?? known.LastModified);

    private TimeSpan Shortened(TimeSpan span) => span - ((span - backoff.After(1, span, span)) * (2 * Jitter));
}
