using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Core.Names;
using Nanobot.Platform.Core.Work;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Messaging.Outbox;

/// <summary>
/// Publishes the outbox. Rows are chosen by not being published, never by an id beyond the last one: transactions commit
/// out of the order of their ids. One relay of a database works at a time, under a lock that ends with the
/// batch's transaction, so that a tenant's events leave in their order. A crash between sending and committing sends
/// again; inboxes absorb that.
/// </summary>
internal sealed partial class OutboxRelay(
    PlatformDb db,
    WakeSignal<OutboxRelay> signal,
    EventSigner signer,
    IOutboxBroker broker,
    OutboxEpoch epoch,
    MessagePurge purge,
    MessagingMetrics metrics,
    Backoff backoff,
    IOptions<MessagingOptions> options,
    TimeProvider time,
    ILogger<OutboxRelay> logger) : BackgroundService
{
    [MakesStoreNames("The look takes the lock by its number, in the one round trip in which it reads.")]
    private const string Enter = """
        select current_database(), epoch, sequence from nanobot.outbox_mark
        where pg_try_advisory_xact_lock($1)
        """;

    internal const string Waiting = $"""
        select {StoredEvent.Columns} from nanobot.outbox
        where published_at is null
        order by id
        limit $1
        """;

    private const string Published = "update nanobot.outbox set published_at = $1 where id = any($2)";

    private static readonly PlatformScope Scope = new("messaging: outbox relay");
    private static readonly TimeSpan WhileBusy = TimeSpan.FromMilliseconds(50);

    // A look costs the same for one event as for many: where events come one after the other, those of a moment leave together.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(15);

    private readonly WorkerLoop _loop = new("Publishing the outbox", options.Value.PollInterval, LongestPause, backoff, time, logger);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => _loop.RunAsync(RelayAsync, stoppingToken);

    private async Task<Next> RelayAsync(CancellationToken stoppingToken)
    {
        var look = await LookAsync(stoppingToken);
        if (look is Look.Refused)
        {
            throw new BrokerUnavailableException("The broker refused some events.");
        }

        await purge.PurgeWhenDueAsync(stoppingToken);
        return look switch
        {
            Look.Busy => Next.After(WhileBusy),
            Look.Empty => Next.OnSignal(signal, options.Value.PollInterval),
            Look.Done => Next.OnSignal(signal, options.Value.PollInterval, BetweenLooks),
            _ => Next.AtOnce,
        };
    }

    private async Task<Look> LookAsync(CancellationToken cancellationToken)
    {
        var renewed = await db.TransactionAsync<(Look Look, OutboxMark? Mark)>(Scope, async transaction =>
        {
            if (await transaction.QueryAsync(new Sql(Enter, ModuleLock.Outbox.Number), OutboxEpoch.Map, cancellationToken) is not [var mark])
            {
                return (Look.Busy, null);
            }

            if (!await broker.KeepsAsync(mark, cancellationToken))
            {
                var (next, rows) = await epoch.RenewAsync(transaction, cancellationToken);
                Log.Renewed(logger, mark.Database, rows);
                return (Look.More, next);
            }

            return (await PublishAsync(transaction, mark, cancellationToken), null);
        }, cancellationToken);
        if (renewed.Mark is { } announced)
        {
            await broker.AnnounceAsync(announced, cancellationToken);
        }

        return renewed.Look;
    }

    private async Task<Look> PublishAsync(PlatformTransaction transaction, OutboxMark mark, CancellationToken cancellationToken)
    {
        var waiting = await transaction.QueryAsync(new Sql(Waiting, options.Value.PublishBatch), StoredEvent.Read, cancellationToken);
        var rows = signer.Sign(waiting);
        metrics.OutboxLag(rows.Count > 0 ? time.GetUtcNow() - rows[0].CreatedAt : TimeSpan.Zero);
        if (rows.Count == 0)
        {
            return Look.Empty;
        }

        var next = mark with { Sequence = mark.Sequence + 1 };
        var taken = await broker.PublishAsync(rows, next, cancellationToken);
        await transaction.ExecuteAsync(cancellationToken,
            new Sql(Published, time.GetUtcNow(), taken.Select(row => row.Id).ToArray()),
            OutboxEpoch.ToAdvance(next));
        return taken.Count == 0 ? Look.Refused : taken.Count < rows.Count || rows.Count == options.Value.PublishBatch ? Look.More : Look.Done;
    }

    /// <summary>
    /// What to do after a look: wait for a signal, with a pause where something was published; wait for the relay of another process, which may have
    /// looked before this one's rows were there; look again at once; or make a pause because every
    /// event was refused.
    /// </summary>
    private enum Look
    {
        Empty,
        Done,
        Busy,
        More,
        Refused,
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Warning, "The broker no longer holds what {Database} had published: {Rows} events of the window are published again")]
        public static partial void Renewed(ILogger logger, string database, int rows);
    }
}
