using Microsoft.Extensions.Options;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>The configured addresses, with the hosts that service discovery knows replaced.</summary>
internal sealed class EvidenceAddresses(IOptions<EvidenceOptions> options, IConfiguration configuration)
{
    public const string Placeholder = "{symbol}";

    private static readonly string[] DefaultFeeds = ["http://feeds/feeds/markets.atom", "http://feeds/feeds/technology.rss"];
    private static readonly string[] DefaultNames = ["Sample markets", "Sample technology"];

    private readonly List<FeedSource> _influencers =
    [
        .. options.Value.Influencers.SelectMany(static one => one.Value.Select(feed => (one.Key, Feed: new Uri(feed))))
            .Select(one => new FeedSource(new SourceAddress(Resolve(one.Feed, configuration)), PlainText.Line(one.Key, EvidenceOptions.MaximumFeedName), one.Feed.Host) { Influencer = one.Key }),
    ];

    /// <summary>The feeds that are configured for all.</summary>
    public IReadOnlyList<FeedSource> Feeds { get; } =
    [
        .. (options.Value.Feeds ?? DefaultFeeds).Select((feed, index) => (feed, Name: Name(options.Value, index)))
            .Where(static named => !string.IsNullOrWhiteSpace(named.feed))
            .Select(named => new FeedSource(new SourceAddress(Resolve(new Uri(named.feed), configuration)), named.Name, new Uri(named.feed).Host)),
    ];

    /// <summary>The calendars that are configured.</summary>
    public IReadOnlyList<FeedSource> Calendars { get; } =
    [
        .. (options.Value.Calendars ?? []).Where(static calendar => !string.IsNullOrWhiteSpace(calendar))
            .Select(calendar => new FeedSource(new SourceAddress(Resolve(new Uri(calendar), configuration)), null, new Uri(calendar).Host)),
    ];

    /// <summary>The same, and those of the people that a user follows, by name in any letter case, with or without the @ of a handle.</summary>
    public IEnumerable<FeedSource> FeedsFor(IReadOnlyList<string> influencers)
    {
        var followed = influencers.Select(static name => Handle(name)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        return Feeds.Concat(_influencers.Where(feed => followed.Contains(Handle(feed.Influencer!))));
    }

    /// <summary>An address, its host replaced where service discovery knows it.</summary>
    public Uri Resolve(Uri uri) => Resolve(uri, configuration);

    /// <summary>A name as it is compared: without the @ of a handle, and in any letter case.</summary>
    public static string Handle(string name) => name.Trim().TrimStart('@');

    private static string? Name(EvidenceOptions options, int index)
    {
        var names = options.FeedNames ?? (options.Feeds is null ? DefaultNames : []);
        return index < names.Count && !string.IsNullOrWhiteSpace(names[index]) ? PlainText.Line(names[index], EvidenceOptions.MaximumFeedName) : null;
    }

    private static Uri Resolve(Uri uri, IConfiguration configuration) =>
        configuration[$"services:{uri.Host}:{uri.Scheme}:0"] is { } address && Uri.TryCreate(address, UriKind.Absolute, out var found)
            ? new Uri(found, uri.PathAndQuery)
            : uri;
}
