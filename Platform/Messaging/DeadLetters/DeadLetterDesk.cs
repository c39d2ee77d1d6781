using System.Security.Cryptography;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Bus.Redis;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Messaging.Outbox;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Messaging.DeadLetters;

/// <summary>
/// Shows events that were put aside, tells them again and throws them away. An event that is told again has the id that it had, so that the inboxes of modules that have
/// handled it absorb it, and it is gone from those put aside in the same step of Redis: a crash leaves it in one of the two places.
/// </summary>
public sealed partial class DeadLetterDesk
{
    /// <summary>The most events that are told again at a time.</summary>
    public const int Most = 1_000;

    /// <summary>The most that are looked at for that.</summary>
    public const int MostLookedAt = 10_000;

    private const int Chunk = 100;

    // Of an event that is told again just before its end inboxes must still know when it arrives.
    private static readonly TimeSpan Margin = TimeSpan.FromHours(1);

    private const string IsKept = "select id from nanobot.outbox where event_id = $1 and topic = $2";

    private const string SetWaiting = "update nanobot.outbox set published_at = null where id = $1";

    private static readonly PlatformScope Scope = new("messaging: an event that was put aside is signed anew");

    private readonly DeadLetterStreams _streams;
    private readonly TenantContextCodec _codec;
    private readonly PlatformDb _db;
    private readonly WakeSignal<OutboxRelay> _relay;
    private readonly MessagingMetrics _metrics;
    private readonly MessagingOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<DeadLetterDesk> _logger;

    internal DeadLetterDesk(
        DeadLetterStreams streams, TenantContextCodec codec, PlatformDb db, WakeSignal<OutboxRelay> relay, MessagingMetrics metrics, IOptions<MessagingOptions> options, TimeProvider time,
        ILogger<DeadLetterDesk> logger)
    {
        (_streams, _codec, _db, _relay, _metrics, _options, _time, _logger) = (streams, codec, db, relay, metrics, options.Value, time, logger);
    }

    /// <summary>How many events of each topic are put aside; topics without any are left out.</summary>
    public async Task<IReadOnlyList<(string Topic, long Count)>> CountAsync(IReadOnlyList<string> topics, CancellationToken cancellationToken)
    {
        var counts = await _streams.CountAsync(topics, cancellationToken);
        return [.. topics.Zip(counts).Where(static topic => topic.Second > 0)];
    }

    /// <summary>Whether a text is the id of an entry.</summary>
    public static bool IsId(string text) => Parse(text) is not null;

    /// <summary>Those of a topic, newest first.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="before">Only what was put aside before this entry; null: from the newest on.</param>
    /// <param name="most">The most that are wanted.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<IReadOnlyList<DeadLetter>> ListAsync(string topic, string? before, int most, CancellationToken cancellationToken) =>
    [
        .. (await _streams.NewestAsync(topic, before is null ? null : Parse(before), most, cancellationToken)).Select(entry => DeadLetterReader.Read(Received(topic, entry), entry)),
    ];

    /// <summary>One of them; null where there is none of that id.</summary>
    public async Task<DeadLetter?> FindAsync(string topic, string id, CancellationToken cancellationToken) =>
        await EntryAsync(topic, id, cancellationToken) is { } entry ? DeadLetterReader.Read(Received(topic, entry), entry) : null;

    /// <summary>Tells one of them again.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="id">The entry's.</param>
    /// <param name="before">Done right before anything is changed, and not where nothing will be.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ReplayOutcome> ReplayAsync(string topic, string id, Func<Task> before, CancellationToken cancellationToken) =>
        await EntryAsync(topic, id, cancellationToken) is { } entry ? await ReplayAsync(topic, entry, before, cancellationToken) : ReplayOutcome.Missing;

    /// <summary>
    /// Tells those of a topic again that are put aside now, the oldest first, up to <see cref="Most"/>. Those that cannot be told again stay, and are passed over, up to
    /// <see cref="MostLookedAt"/> in all.
    /// </summary>
    /// <param name="topic">The topic.</param>
    /// <param name="before">Done right before each that is told again.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<ReplayedDeadLetters> ReplayAllAsync(string topic, Func<Task> before, CancellationToken cancellationToken)
    {
        var (outcomes, told) = (new int[Enum.GetValues<ReplayOutcome>().Length], new HashSet<string>(StringComparer.Ordinal));
        var (first, looked, isMore, isLast) = (default(StreamId), 0, false, false);
        // What is put aside meanwhile, by one of these that fails again, is not told again by the same request.
        if (await LastAsync(topic, cancellationToken) is { } last)
        {
            do
            {
                var entries = await _streams.OldestAsync(topic, first, last, Chunk, cancellationToken);
                foreach (var entry in entries)
                {
                    if (Told() == Most || looked == MostLookedAt)
                    {
                        isMore = true;
                        break;
                    }

                    outcomes[(int)await ReplayOnceAsync(topic, entry, told, before, cancellationToken)]++;
                    looked++;
                    first = StreamId.Parse(entry.Id!).Next;
                }

                isLast = entries.Length < Chunk;
            }
            while (!isMore && !isLast);
        }

        return new ReplayedDeadLetters(Told(), outcomes[(int)ReplayOutcome.NotGenuine], outcomes[(int)ReplayOutcome.PastInbox], isMore);

        int Told() => outcomes[(int)ReplayOutcome.Replayed] + outcomes[(int)ReplayOutcome.SignedAnew];
    }

    /// <summary>Throws one of them away; false where there is none of that id.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="id">The entry's.</param>
    /// <param name="before">Done right before it goes, and not where there is none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<bool> DiscardAsync(string topic, string id, Func<Task> before, CancellationToken cancellationToken)
    {
        if (await EntryAsync(topic, id, cancellationToken) is null)
        {
            return false;
        }

        await before();
        var isGone = await _streams.RemoveAsync(topic, id, cancellationToken);
        if (isGone)
        {
            Discarded(topic, 1);
        }

        return isGone;
    }

    /// <summary>Throws all of a topic away that are put aside now.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="before">Done right before they go, and not where there are none.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task DiscardAllAsync(string topic, Func<Task> before, CancellationToken cancellationToken)
    {
        if (await LastAsync(topic, cancellationToken) is { } last)
        {
            await before();
            Discarded(topic, await _streams.RemoveUpToAsync(topic, last, cancellationToken));
        }
    }

    // Each module that could not take an event up has put it aside, and what is told again reaches all of them: told once for each of them, what fails again would multiply.
    private async Task<ReplayOutcome> ReplayOnceAsync(string topic, StackExchange.Redis.StreamEntry entry, HashSet<string> told, Func<Task> before, CancellationToken cancellationToken)
    {
        var digest = Convert.ToHexString(SHA256.HashData(StreamEntry.Of(topic, entry).Data));
        if (told.Contains(digest))
        {
            return await _streams.RemoveAsync(topic, entry.Id!, cancellationToken) ? ReplayOutcome.Replayed : ReplayOutcome.Missing;
        }

        var outcome = await ReplayAsync(topic, entry, before, cancellationToken);
        if (outcome is ReplayOutcome.Replayed or ReplayOutcome.SignedAnew)
        {
            told.Add(digest);
        }

        return outcome;
    }

    private async Task<ReplayOutcome> ReplayAsync(string topic, StackExchange.Redis.StreamEntry entry, Func<Task> before, CancellationToken cancellationToken)
    {
        var received = Received(topic, entry);
        var outcome = received.Envelope is { } envelope && envelope.Time < _time.GetUtcNow() - _options.InboxRetention + Margin ? ReplayOutcome.PastInbox
            : received.TryVerify(_codec, out _, out _) ? await TellAgainAsync(received, entry.Id!, before, cancellationToken)
            : await SignAnewAsync(received, entry.Id!, before, cancellationToken);
        _metrics.DeadLettersWorked(topic, outcome switch
        {
            ReplayOutcome.Replayed => "replayed",
            ReplayOutcome.SignedAnew => "signed_anew",
            ReplayOutcome.Missing => "missing",
            ReplayOutcome.NotGenuine => "not_genuine",
            _ => "past_inbox",
        });
        return outcome;
    }

    private async Task<ReplayOutcome> TellAgainAsync(ReceivedEvent received, string id, Func<Task> before, CancellationToken cancellationToken)
    {
        await before();
        if (!await _streams.ReplayAsync(received.Topic, id, received.Data, _options.MaxLenApprox, cancellationToken))
        {
            return ReplayOutcome.Missing;
        }

        Log.Replayed(_logger, received.Id, received.Topic, id);
        return ReplayOutcome.Replayed;
    }

    // Nothing of what the entry says is believed: the row says it anew, and is looked for by its id alone. Told twice, where the process ends in between, inboxes absorb it.
    private async Task<ReplayOutcome> SignAnewAsync(ReceivedEvent received, string id, Func<Task> before, CancellationToken cancellationToken)
    {
        if (!Guid.TryParseExact(received.Envelope?.Id, "D", out var eventId)
            || await _db.QueryAsync(Scope, new Sql(IsKept, eventId, received.Topic), static row => row.GetInt64(0), cancellationToken) is not [var row])
        {
            return ReplayOutcome.NotGenuine;
        }

        await before();
        await _db.ExecuteAsync(Scope, new Sql(SetWaiting, row) { IsBookkeeping = true }, cancellationToken);
        _relay.Raise();
        await _streams.RemoveAsync(received.Topic, id, cancellationToken);
        Log.SignedAnew(_logger, received.Id, received.Topic, id);
        return ReplayOutcome.SignedAnew;
    }

    private void Discarded(string topic, long count)
    {
        _metrics.DeadLettersWorked(topic, "discarded", count);
        Log.Discarded(_logger, count, topic);
    }

    private async Task<StackExchange.Redis.StreamEntry?> EntryAsync(string topic, string id, CancellationToken cancellationToken) =>
        Parse(id) is { } parsed && await _streams.FindAsync(topic, parsed, cancellationToken) is [var entry] ? entry : null;

    private async Task<StreamId?> LastAsync(string topic, CancellationToken cancellationToken) =>
        await _streams.NewestAsync(topic, null, 1, cancellationToken) is [var newest] ? StreamId.Parse(newest.Id!) : null;

    private static ReceivedEvent Received(string topic, StackExchange.Redis.StreamEntry entry) => ReceivedEvent.Parse(topic, StreamEntry.Of(topic, entry).Data);

    private static StreamId? Parse(string text) => StreamId.TryParse(text, out var id) ? id : null;

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "Event {EventId} of {Topic} (dead letter {EntryId}) is told again")]
        public static partial void Replayed(ILogger logger, string eventId, string topic, string entryId);

        [LoggerMessage(LogLevel.Warning, "Event {EventId} of {Topic} (dead letter {EntryId}) is told again, signed anew from the outbox")]
        public static partial void SignedAnew(ILogger logger, string eventId, string topic, string entryId);

        [LoggerMessage(LogLevel.Warning, "{Count} dead letters of {Topic} are thrown away")]
        public static partial void Discarded(ILogger logger, long count, string topic);
    }
}
