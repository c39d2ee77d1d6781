namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>
/// Where evidence comes from, section <c>Evidence</c>. Only these addresses are ever fetched. A host for which service
/// discovery has an address (<c>services:{host}:http:0</c>) is replaced by it.
/// </summary>
internal sealed class EvidenceOptions
{
    /// <summary>Characters of a feed's name at most.</summary>
    public const int MaximumFeedName = 60;

    /// <summary>Address of a symbol's price file, with <c>{symbol}</c> once. Default: the sample server.</summary>
    public string QuotesUrl { get; set; } = "http://feeds/quotes/{symbol}.csv";

    /// <summary>Addresses of RSS, Atom and JSON feeds; at most 20. Default: the two of the sample server; empty texts are passed over.</summary>
    public IReadOnlyList<string>? Feeds { get; set; }

    /// <summary>
    /// What reports call the feeds, in their order; at most 60 characters each. Default: what each feed calls itself, and its
    /// host where it could not be read.
    /// </summary>
    public IReadOnlyList<string>? FeedNames { get; set; }

    /// <summary>Longest wait for one source. Default 10 seconds; range 1 to 60 seconds.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Sources that one report fetches at the same time. Default 8; range 1 to 32.</summary>
    public int Parallelism { get; set; } = 8;

    /// <summary>Most symbols of one report; further ones are named as left out. Default 50; range 1 to 200.</summary>
    public int MaximumSymbols { get; set; } = 50;

    /// <summary>For how long and how much of sources is kept.</summary>
    public SourceCacheOptions Cache { get; set; } = new();

    /// <summary>How hosts of sources are asked.</summary>
    public SourceHostOptions Hosts { get; set; } = new();

    /// <summary>Further providers of prices.</summary>
    public QuoteOptions Quotes { get; set; } = new();

    /// <summary>The symbol of an index that prices are compared with, as <c>^GSPC</c>. Default none.</summary>
    public string? Benchmark { get; set; }

    /// <summary>
    /// Days without trade, as <c>yyyy-MM-dd</c>, by the ending of the exchange's symbols without its dot (<c>HK</c>, <c>SS</c>), or <c>US</c> for symbols without one. Default none: then one missing day is
    /// taken for a holiday.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Holidays { get; set; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Feeds of people, by the names that users follow them by; 200 people and 5 feeds of each at most. Default none.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Influencers { get; set; } = new Dictionary<string, IReadOnlyList<string>>();
}
