using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Platform.Messaging.Outbox;

/// <summary>Removes outbox rows that are out and past their window, and inbox rows that no delivery can repeat any more.</summary>
internal sealed partial class MessagePurge(
    PlatformDb db, IOptions<MessagingOptions> options, TimeProvider time, ILogger<MessagePurge> logger)
{
    private const int MostBatches = 20;

    internal const string Outbox = """
        delete from nanobot.outbox
        where ctid = any (array(select ctid from nanobot.outbox where published_at < $1 order by published_at limit $2))
          and published_at < $1
        """;

    internal const string Inbox = """
        delete from nanobot.inbox
        where ctid = any (array(select ctid from nanobot.inbox where received_at < $1 order by received_at limit $2))
        """;

    private static readonly PlatformScope Scope = new("messaging: rows past their retention");
    private DateTimeOffset _next;

    /// <summary>Purges when it is time to.</summary>
    public async Task PurgeWhenDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now < _next)
        {
            return;
        }

        _next = now + options.Value.PurgeInterval;
        var outbox = await PurgeAsync(Outbox, now - options.Value.OutboxRetention, cancellationToken);
        var inbox = await PurgeAsync(Inbox, now - options.Value.InboxRetention, cancellationToken);
        if (outbox + inbox > 0)
        {
            Log.Purged(logger, outbox, inbox);
        }
    }

    // Short statements, and not too many of them at once: what is left goes the next time.
    private async Task<int> PurgeAsync(string statement, DateTimeOffset before, CancellationToken cancellationToken)
    {
        var total = 0;
        for (var i = 0; i < MostBatches; i++)
        {
            var removed = await db.ExecuteAsync(Scope, new Sql(statement, before, options.Value.PurgeBatch), cancellationToken);
            total += removed;
            if (removed < options.Value.PurgeBatch)
            {
                break;
            }
        }

        return total;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Removed {Outbox} outbox rows and {Inbox} inbox rows past their retention")]
        public static partial void Purged(ILogger logger, int outbox, int inbox);
    }
}
