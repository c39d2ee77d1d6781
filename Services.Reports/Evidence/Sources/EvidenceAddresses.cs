using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>The configured addresses, with the hosts that service discovery knows replaced.</summary>
internal sealed class EvidenceAddresses(IOptions<EvidenceOptions> options, IConfiguration configuration)
{
    public const string Placeholder = "{symbol}";

    private static readonly string[] DefaultFeeds = ["http://feeds/feeds/markets.atom", "http://feeds/feeds/technology.rss"];

    /// <summary>The feeds that are configured.</summary>
    public IReadOnlyList<Uri> Feeds { get; } =
    [
        .. (options.Value.Feeds ?? DefaultFeeds).Where(static feed => !string.IsNullOrWhiteSpace(feed)).Select(feed => Resolve(new Uri(feed), configuration)),
    ];

    /// <summary>Address of the price file of a symbol.</summary>
    public Uri Quotes(TickerSymbol symbol) =>
        Resolve(new Uri(options.Value.QuotesUrl.Replace(Placeholder, Uri.EscapeDataString(symbol.Value), StringComparison.Ordinal)), configuration);

    private static Uri Resolve(Uri uri, IConfiguration configuration) =>
        configuration[$"services:{uri.Host}:{uri.Scheme}:0"] is { } address && Uri.TryCreate(address, UriKind.Absolute, out var found)
            ? new Uri(found, uri.PathAndQuery)
            : uri;
}
