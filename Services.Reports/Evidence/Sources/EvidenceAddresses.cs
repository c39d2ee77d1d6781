using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>The configured addresses, with the hosts that service discovery knows replaced.</summary>
internal sealed class EvidenceAddresses(IOptions<EvidenceOptions> options, IConfiguration configuration)
{
    public const string Placeholder = "{symbol}";

    private static readonly string[] DefaultFeeds = ["http://feeds/feeds/markets.atom", "http://feeds/feeds/technology.rss"];
    private static readonly string[] DefaultNames = ["Sample markets", "Sample technology"];

    /// <summary>The feeds that are configured.</summary>
    public IReadOnlyList<FeedSource> Feeds { get; } =
    [
        .. (options.Value.Feeds ?? DefaultFeeds).Select((feed, index) => (feed, Name: Name(options.Value, index)))
            .Where(static named => !string.IsNullOrWhiteSpace(named.feed))
            .Select(named => new FeedSource(Resolve(new Uri(named.feed), configuration), named.Name, new Uri(named.feed).Host)),
    ];

    /// <summary>The calendars that are configured.</summary>
    public IReadOnlyList<FeedSource> Calendars { get; } =
    [
        .. (options.Value.Calendars ?? []).Where(static calendar => !string.IsNullOrWhiteSpace(calendar))
            .Select(calendar => new FeedSource(Resolve(new Uri(calendar), configuration), null, new Uri(calendar).Host)),
    ];

    /// <summary>Address of the price file of a symbol.</summary>
    public Uri Quotes(TickerSymbol symbol) =>
        Resolve(new Uri(options.Value.QuotesUrl.Replace(Placeholder, Uri.EscapeDataString(symbol.Value), StringComparison.Ordinal)), configuration);

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
