using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Tests.Evidence;

public sealed class EvidenceOptionsTests
{
    [Fact]
    public void A_host_that_service_discovery_knows_is_replaced()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new("services:feeds:http:0", "http://127.0.0.1:7000")]).Build();
        var addresses = new EvidenceAddresses(Options.Create(new EvidenceOptions()), configuration);

        Assert.Equal("http://127.0.0.1:7000/quotes/A.csv", addresses.Quotes(TickerSymbol.Parse("A")).AbsoluteUri);
        Assert.Equal("http://127.0.0.1:7000/feeds/markets.atom", addresses.Feeds[0].Address.AbsoluteUri);
        Assert.Equal("Sample markets", addresses.Feeds[0].Name);
    }

    [Fact]
    public void Impossible_options_are_named_by_key()
    {
        var result = new EvidenceOptionsValidator().Validate(null, new EvidenceOptions
        {
            QuotesUrl = "file:///{symbol}", Feeds = ["http://a.example/", "ftp://b"], Timeout = TimeSpan.Zero, Parallelism = 0, MaximumSymbols = 1000, FeedNames = [new string('x', 61)],
            Calendars = ["webcal://a.example/dates.ics"],
        });

        Assert.Equal(7, result.Failures!.Count());
        Assert.Contains(result.Failures!, failure => failure.StartsWith("Evidence:Feeds:1", StringComparison.Ordinal));
    }
}
