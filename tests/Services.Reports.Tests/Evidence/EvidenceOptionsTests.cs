using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence.Quotes.Providers;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Tests.Evidence;

public sealed class EvidenceOptionsTests
{
    [Fact]
    public void A_host_that_service_discovery_knows_is_replaced()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("services:feeds:http:0", "http://127.0.0.1:7000")]).Build();
        var options = Options.Create(new EvidenceOptions());
        var addresses = new EvidenceAddresses(options, configuration);

        Assert.Equal("http://127.0.0.1:7000/quotes/A.csv", Assert.Single(new QuoteProviders(options, addresses).All).AddressOf(TickerSymbol.Parse("A"), new DateOnly(2026, 11, 27))!.Address.AbsoluteUri);
        Assert.Equal("http://127.0.0.1:7000/feeds/markets.atom", addresses.Feeds[0].Address.Address.AbsoluteUri);
        Assert.Equal("Sample markets", addresses.Feeds[0].Name);
    }

    [Fact]
    public void Impossible_options_are_named_by_key()
    {
        var result = new EvidenceOptionsValidator().Validate(null, new EvidenceOptions
        {
            QuotesUrl = "file:///{symbol}", Feeds = ["http://a.example/", "ftp://b"], Timeout = TimeSpan.Zero, Parallelism = 0, MaximumSymbols = 1000, FeedNames = [new string('x', 61)],
        });

        Assert.Equal(6, result.Failures!.Count());
        Assert.Contains(result.Failures!, failure => failure.StartsWith("Evidence:Feeds:1", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_setting_has_its_bounds_and_its_message_names_it()
    {
        var result = new EvidenceOptionsValidator().Validate(null, new EvidenceOptions
        {
            Benchmark = "no symbol",
            Cache = { Usual = TimeSpan.FromDays(2), Least = TimeSpan.FromHours(2), Most = TimeSpan.Zero, Failed = TimeSpan.FromHours(1), Stale = TimeSpan.FromDays(15), Bytes = 1, MemoryBytes = 1 },
            Hosts = { PerSecond = 0, Burst = 0, Concurrency = 0, LongestWait = TimeSpan.FromHours(1), LongestPause = TimeSpan.Zero },
            Holidays = new Dictionary<string, IReadOnlyList<string>> { ["US"] = ["26 November"] },
            Influencers = new Dictionary<string, IReadOnlyList<string>> { ["Somebody"] = ["http://user:secret@people.example/feed"] },
            Quotes = { Providers = [new QuoteProviderOptions { Name = "", Shape = "other", Url = "http://{symbol}.example/", Days = 1, PerMinute = 0, Currency = "dollars", Json = { Close = "close" }, Headers = new Dictionary<string, string> { ["A B"] = "{apikey}" } }] },
        });

        string[] keys =
        [
            "Benchmark", "Cache:Usual", "Cache:Least", "Cache:Most", "Cache:Failed", "Cache:Stale", "Cache:Bytes", "Cache:MemoryBytes", "Hosts:PerSecond", "Hosts:Burst", "Hosts:Concurrency",
            "Hosts:LongestWait", "Hosts:LongestPause", "Holidays:US", "Influencers:Somebody", .. new[] { "Name", "Shape", "Url", "ApiKey", "Days", "PerMinute", "Currency", "Json", "Headers" }.Select(static key => "Quotes:Providers:0:" + key),
        ];
        Assert.Equal(keys.Select(static key => "Evidence:" + key).Order(StringComparer.Ordinal), result.Failures!.Select(static failure => failure.Split(' ')[0]).Order(StringComparer.Ordinal));
        Assert.DoesNotContain("secret", result.FailureMessage, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_shape_is_known_and_each_providers_has_an_address() =>
        Assert.All(QuoteRules.Shapes, static shape => Assert.Equal(shape is "csv" or "json", ProviderShape.Find(shape)!.Url is null));
}
