using Microsoft.Extensions.Options;
using Nanobot.Platform.Bus.Events;
using Nanobot.Platform.Data;
using Npgsql;

namespace Nanobot.Platform.Messaging.Outbox;

/// <summary>
/// Notices that the broker lost what it was given: by a flush, by coming back empty, or by coming back without its last
/// seconds. Database and broker each keep a mark that moves with every batch. The broker's moves after the batch's
/// entries, on the same connection and only where it still exists, so that a loss at any moment leaves it missing or
/// behind; then all rows of the retention window wait again. Inboxes absorb what had arrived.
/// </summary>
internal sealed class OutboxEpoch(IOptions<MessagingOptions> options, TimeProvider time)
{
    private const string Renew = """
        update nanobot.outbox_mark set epoch = gen_random_uuid(), sequence = 0
        returning current_database(), epoch, sequence
        """;

    private const string Reset = "update nanobot.outbox set published_at = null where published_at > $1";

    private const string Advance = "update nanobot.outbox_mark set sequence = $1";

    public static OutboxMark Map(NpgsqlDataReader row) => new(row.GetString(0), row.GetGuid(1), row.GetInt64(2));

    /// <summary>
    /// Makes the window wait again under a new epoch. The broker learns of it only after the commit: were it told before,
    /// a crash in between would lose the window.
    /// </summary>
    public async Task<(OutboxMark Mark, int Rows)> RenewAsync(PlatformTransaction transaction, CancellationToken cancellationToken)
    {
        var mark = (await transaction.QueryAsync(new Sql(Renew), Map, cancellationToken))[0];
        var rows = await transaction.ExecuteAsync(cancellationToken, new Sql(Reset, time.GetUtcNow() - options.Value.OutboxRetention));
        return (mark, rows);
    }

    public static Sql ToAdvance(OutboxMark mark) => new(Advance, mark.Sequence);
}
