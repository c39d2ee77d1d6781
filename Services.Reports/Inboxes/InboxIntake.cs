using Microsoft.Extensions.Options;
using Nanobot.Contracts.Reports;
using Nanobot.Platform.Core.Problems;
using Nanobot.Platform.Core.Times;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Platform.Tenancy.Audit;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Inboxes.Posts;
using Nanobot.Services.Reports.Observability;

namespace Nanobot.Services.Reports.Inboxes;

/// <summary>Puts what was posted into its inbox, each piece of news once, the newest as many as may be.</summary>
internal sealed class InboxIntake(TenantDb db, ReportsTelemetry telemetry, IOptions<InboxOptions> options, TimeProvider time)
{
    // The same words weeks later are another story.
    private static readonly TimeSpan OneStory = TimeSpan.FromDays(3);

    private const string TakeTurn = """
        update inboxes set posts = case when posts_since > $4 then posts + 1 else 1 end, posts_since = case when posts_since > $4 then posts_since else $5 end
        where tenant_id = $1 and owner = $2 and name = $3 and (posts_since is null or posts_since <= $4 or posts < $6)
        """;

    private const string Hold = "select 1 from inboxes where tenant_id = $1 and owner = $2 and name = $3 for update";

    private const string Remember = """
        insert into inbox_messages (tenant_id, user_id, name, message_hash, received_at) values ($1, $2::text, $3, $4, $5) on conflict do nothing
        """;

    private const string FindKnown = """
        select item_key, story_key from inbox_items
        where tenant_id = $1 and owner = $2 and name = $3 and received_at > $6 and (item_key = any($4) or (story_key = any($5) and received_at > $7))
        """;

    // One that came long ago stands in nobody's way.
    private const string Insert = """
        insert into inbox_items as known (tenant_id, user_id, name, item_key, story_key, title, link, author, published_at, received_at, line, said, symbols)
        select $1, $2::text, $3, item_key, story_key, title, link, author, published_at, $12, line, said, string_to_array(symbols, ' ')
        from unnest($4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::timestamptz[], $10::int[], $11::text[], $13::text[])
            as post (item_key, story_key, title, link, author, published_at, line, said, symbols)
        on conflict (tenant_id, owner, name, item_key) do update
        set story_key = excluded.story_key, title = excluded.title, link = excluded.link, author = excluded.author, published_at = excluded.published_at,
            received_at = excluded.received_at, line = excluded.line, said = excluded.said, symbols = excluded.symbols
        """;

    private const string Trim = """
        delete from inbox_items where tenant_id = $1 and owner = $2 and name = $3 and (received_at <= $4 or item_key in (
            select item_key from inbox_items where tenant_id = $1 and owner = $2 and name = $3 order by received_at desc, line offset $5))
        """;

    private const string Note = "update inboxes set last_at = $4 where tenant_id = $1 and owner = $2 and name = $3";

    /// <summary>Counts a post to an inbox; false where there are too many within a minute, or the inbox is gone.</summary>
    public async Task<bool> TakeTurnAsync(TenantContext context, InboxOwner owner, string name, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await db.ExecuteAsync(context,
            new Sql(TakeTurn, owner.TenantId, owner.Key, name, now - TimeSpan.FromMinutes(1), now, options.Value.PerMinute) { IsBookkeeping = true }, cancellationToken) > 0;
    }

    /// <summary>Takes the news of a post.</summary>
    /// <param name="context">Of the tenant, and of the user where the inbox is a user's.</param>
    /// <param name="owner">Whose inbox.</param>
    /// <param name="name">Which.</param>
    /// <param name="post">The post.</param>
    /// <param name="messageHash">Of a signed post, what it is known again by; null for others.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<(InboxReceipt? Receipt, Refusal? Refusal)> TakeAsync(
        TenantContext context, InboxOwner owner, string name, ReadPost post, string? messageHash, CancellationToken cancellationToken)
    {
        AuditedWork.Name(name);
        var (receipt, refusal) = await db.TransactionAsync<(InboxReceipt?, Refusal?)>(context, async transaction =>
        {
            // One post at a time, so that what is found there holds.
            if ((await transaction.QueryAsync(new Sql(Hold, owner.TenantId, owner.Key, name), static _ => true, cancellationToken)).Count == 0)
            {
                return (null, InboxRefusals.Nowhere);
            }

            var now = time.GetUtcNow().Truncate();
            if (messageHash is not null && await transaction.ExecuteAsync(cancellationToken,
                new Sql(Remember, owner.TenantId, owner.UserId, name, messageHash, now) { IsBookkeeping = true }) == 0)
            {
                return (null, InboxRefusals.Replayed);
            }

            var fresh = await FreshAsync(transaction, owner, name, post.News, now, cancellationToken);
            if (fresh.Count > 0)
            {
                await InsertAsync(transaction, owner, name, fresh, now, cancellationToken);
                await transaction.ExecuteAsync(cancellationToken, new Sql(Trim, owner.TenantId, owner.Key, name, now - options.Value.KeptFor, options.Value.MostItems) { IsBookkeeping = true });
                await transaction.ExecuteAsync(cancellationToken, new Sql(Note, owner.TenantId, owner.Key, name, now) { IsBookkeeping = true });
            }

            return (new InboxReceipt(fresh.Count, post.News.Count - fresh.Count, post.Refused, fresh.Count(one => HeadlineOrder.IsAhead(one.News.Published, now)),
                [.. post.Remarks.Select(static remark => remark.En)]), null);
        }, cancellationToken);
        if (receipt is not null)
        {
            telemetry.NewsReceived(owner.TenantId, receipt.Taken, receipt.Known, receipt.Refused.Count);
        }

        return (receipt, refusal);
    }

    private async Task<List<(ReceivedNews News, NewsKey Key)>> FreshAsync(
        TenantTransaction transaction, InboxOwner owner, string name, IReadOnlyList<ReceivedNews> news, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var all = news.Select(static one => (News: one, Key: NewsKey.Of(one))).DistinctBy(static one => one.Key.Item).DistinctBy(static one => one.Key.Story).ToList();
        if (all.Count == 0)
        {
            return all;
        }

        var known = await transaction.QueryAsync(
            new Sql(FindKnown, owner.TenantId, owner.Key, name, all.Select(static one => one.Key.Item).ToArray(), all.Select(static one => one.Key.Story).ToArray(), now - options.Value.KeptFor, now - OneStory),
            static row => (Item: row.GetString(0), Story: row.GetString(1)), cancellationToken);
        var (items, stories) = (known.Select(static one => one.Item).ToHashSet(StringComparer.Ordinal), known.Select(static one => one.Story).ToHashSet(StringComparer.Ordinal));
        return [.. all.Where(one => !items.Contains(one.Key.Item) && !stories.Contains(one.Key.Story))];
    }

    private static Task<int> InsertAsync(
        TenantTransaction transaction, InboxOwner owner, string name, List<(ReceivedNews News, NewsKey Key)> fresh, DateTimeOffset now, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(cancellationToken, new Sql(Insert, owner.TenantId, owner.UserId, name,
            fresh.Select(static one => one.Key.Item).ToArray(), fresh.Select(static one => one.Key.Story).ToArray(), fresh.Select(static one => one.News.Title).ToArray(),
            fresh.Select(static one => one.News.Link?.AbsoluteUri).ToArray(), fresh.Select(static one => one.News.Author).ToArray(),
            fresh.Select(static one => one.News.Published?.ToUniversalTime()).ToArray(), fresh.Select(static one => one.News.Line).ToArray(), fresh.Select(static one => one.News.Said).ToArray(),
            now, fresh.Select(static one => string.Join(' ', one.News.Symbols)).ToArray()));
}
