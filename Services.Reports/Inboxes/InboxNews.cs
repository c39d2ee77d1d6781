using Microsoft.Extensions.Options;
using Nanobot.Platform.Data;
using Nanobot.Platform.Tenancy;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Sources;
using Npgsql;

namespace Nanobot.Services.Reports.Inboxes;

/// <summary>What the inboxes of a user and its tenant hold, as headlines: data from elsewhere, like those of feeds.</summary>
internal sealed class InboxNews(TenantDb db, IOptions<InboxOptions> options, TimeProvider time)
{
    // As many as of a feed.
    private const int MostOfInbox = 100;

    private const string Find = """
        select i.owner, i.name, n.item_key, i.influencer, n.title, n.link, n.author, n.symbols, n.published_at, n.received_at, n.line, n.said
        from inboxes i cross join lateral (
            select item_key, title, link, author, symbols, published_at, received_at, line, said from inbox_items
            where tenant_id = i.tenant_id and owner = i.owner and name = i.name and received_at > $3
            order by received_at desc, line limit $4) n
        where i.tenant_id = $1 and i.owner = any($2)
        order by i.owner = '', i.name, n.received_at desc, n.line
        """;

    /// <summary>
    /// What they hold, and how each that holds something fared. One that stands for somebody whom the user follows is that one's; of the tenant's others that stand for somebody give nothing.
    /// </summary>
    /// <param name="context">The user.</param>
    /// <param name="influencers">Whom the user follows.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<(IReadOnlyList<Headline> Headlines, IReadOnlyList<SourceStatus> Sources)> ReadAsync(TenantContext context, IReadOnlyList<string> influencers, CancellationToken cancellationToken)
    {
        var (now, followed) = (time.GetUtcNow(), influencers.Select(EvidenceAddresses.Handle).ToHashSet(StringComparer.OrdinalIgnoreCase));
        var rows = await db.ListAsync(context, new Sql(Find, context.RequiredTenantId, new[] { context.RequiredUserId, "" }, now - options.Value.KeptFor, MostOfInbox), [0, 1, 2], Read, cancellationToken);
        IReadOnlyList<Headline> headlines =
        [
            .. rows.Where(static row => row.IsReadable).Select(static row => row.Value)
                .Where(one => !one.IsShared || one.Headline.Influencer is not { } stands || followed.Contains(EvidenceAddresses.Handle(stands)))
                .Select(one => one.Headline.Influencer is { } stands && !followed.Contains(EvidenceAddresses.Handle(stands)) ? one.Headline with { Influencer = null } : one.Headline),
        ];
        return (headlines,
            [.. headlines.GroupBy(static headline => headline.Source!).Select(inbox => new SourceStatus(inbox.Key, inbox.Max(static headline => headline.ReceivedAt!.Value), inbox.Count(), null, Remarks(inbox, now)))]);
    }

    /// <summary>What alerts look at: all but what stands for somebody whom not all users of the tenant follow.</summary>
    public async Task<IReadOnlyList<Headline>> NewsAsync(TenantContext context, CancellationToken cancellationToken) => (await ReadAsync(context, [], cancellationToken)).Headlines;

    private static IReadOnlyList<Wording> Remarks(IEnumerable<Headline> headlines, DateTimeOffset now) =>
        headlines.Count(headline => HeadlineOrder.IsAhead(headline.Published, now)) is > 0 and var ahead ? [FeedFailures.Ahead(ahead)] : [];

    // Without a date it is of the moment at which it came.
    private static (bool IsShared, Headline Headline) Read(NpgsqlDataReader row)
    {
        var (isShared, received) = (row.GetString(0).Length == 0, row.GetFieldValue<DateTimeOffset>(9));
        return (isShared, new Headline(row.GetString(4), row.IsDBNull(5) ? null : new Uri(row.GetString(5), UriKind.Absolute),
            row.IsDBNull(8) ? received : row.GetFieldValue<DateTimeOffset>(8), $"{(isShared ? "tenant inbox" : "inbox")} {row.GetString(1)}")
        {
            Influencer = row.IsDBNull(3) ? null : row.GetString(3),
            Author = row.IsDBNull(6) ? null : row.GetString(6),
            Symbols = row.GetFieldValue<string[]>(7),
            ReceivedAt = received,
            Row = new SourceRow(row.GetInt32(10), row.GetString(11)),
        });
    }
}
