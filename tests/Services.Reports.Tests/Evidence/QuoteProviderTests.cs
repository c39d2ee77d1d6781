using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Users;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence.Quotes.Providers;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Evidence;

/// <summary>Which provider is asked, how, and what stands in for it.</summary>
public sealed class QuoteProviderTests : GatheringTests
{
    private static readonly DateOnly Today = new(2026, 11, 27);

    [Fact]
    public void Providers_are_what_the_configuration_says()
    {
        var options = new EvidenceOptions();
        new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Evidence:Quotes:Providers:0:Name"] = "Own", ["Evidence:Quotes:Providers:0:Shape"] = "json", ["Evidence:Quotes:Providers:0:Url"] = "https://prices.example/{symbol}?from={from}&to={to_unix}&key={apikey}",
            ["Evidence:Quotes:Providers:0:ApiKey"] = "se cret", ["Evidence:Quotes:Providers:0:Headers:X-Key"] = "Token {apikey}", ["Evidence:Quotes:Providers:0:Json:Rows"] = "/days", ["Evidence:Quotes:Providers:0:Days"] = "30",
            ["Evidence:Quotes:Providers:0:Suffixes:US"] = ".us", ["Evidence:Quotes:Providers:0:Suffixes:HK"] = ".HKG", ["Evidence:Quotes:Providers:0:Symbols:^GSPC"] = "^spx", ["Evidence:Quotes:Providers:0:PerMinute"] = "5",
            ["Evidence:Quotes:Providers:1:Name"] = "Public", ["Evidence:Quotes:Providers:1:Shape"] = "stooq",
            ["Evidence:Holidays:US:0"] = "2026-11-26", ["Evidence:Influencers:Somebody:0"] = "https://people.example/feed", ["Evidence:Benchmark"] = "^GSPC", ["Evidence:Cache:Usual"] = "00:02:00",
        }).Build().GetSection("Evidence").Bind(options);

        Assert.True(new EvidenceOptionsValidator().Validate(null, options).Succeeded);
        var settings = Options.Create(options);
        var providers = new QuoteProviders(settings, new EvidenceAddresses(settings, new ConfigurationBuilder().Build())).All;
        var address = providers[0].AddressOf(TickerSymbol.Parse("0700.HK"), Today)!;
        Assert.Equal("https://prices.example/0700.HKG?from=2026-10-28&to=1795824000&key=se%20cret", address.Address.AbsoluteUri);
        Assert.Equal((5d, "Token se cret"), (address.PerMinute, address.Headers["X-Key"]));
        Assert.Equal(["/AAPL.us", "/%5Espx", null], new[] { "AAPL", "^GSPC", "600519.SS" }.Select(symbol => providers[0].AddressOf(TickerSymbol.Parse(symbol), Today)?.Address.AbsolutePath));
        Assert.Equal("https://stooq.com/q/d/l/?s=AAPL&i=d", providers[1].AddressOf(TickerSymbol.Parse("AAPL"), Today)!.Address.AbsoluteUri);
        Assert.Equal(("2026-11-26", "https://people.example/feed", TimeSpan.FromMinutes(2)), (options.Holidays["US"][0], options.Influencers["Somebody"][0], options.Cache.Usual));
    }

    [Fact]
    public async Task The_next_provider_gives_what_the_first_has_not_and_both_are_named()
    {
        Peer.Answer("/first/A", "secret detail", status: 500);
        Peer.Answer("/second/A", """[{"date":"2026-11-18","close":1},{"date":"2026-11-19","close":2}]""", "application/json");

        var gathered = await Gatherer(Two()).GatherAsync(new Watchlist(Stocks: ["A", "B"]), "daily", CancellationToken.None);

        Assert.Equal(2m, Assert.Single(gathered.Quotes).Close);
        Assert.Equal(["from Second", "First: answered 500"], gathered.Sources[0].Remarks.Select(static remark => remark.En));
        Assert.Equal("First: there is none (404); Second: there is none (404)", gathered.Sources[1].Failure?.En);
    }

    [Fact]
    public async Task A_provider_that_answers_nonsense_is_followed_by_the_next()
    {
        Peer.Answer("/first/A", "<html>log in</html>", "text/html");
        Peer.Answer("/second/A", """[{"date":"2026-11-19","close":2}]""");

        var gathered = await Gatherer(Two()).GatherAsync(new Watchlist(Stocks: ["A"]), "daily", CancellationToken.None);

        Assert.Equal(["from Second", "First: is a web page, not a price file"], Assert.Single(gathered.Sources).Remarks.Select(static remark => remark.En));
    }

    [Fact]
    public async Task A_key_travels_to_its_provider_and_not_to_where_that_leads()
    {
        Peer.Answer("/first/A", http =>
        {
            http.Response.StatusCode = 302;
            http.Response.Headers.Location = Peer.Url.Replace("127.0.0.1", "127.0.0.2", StringComparison.Ordinal) + "/stolen";
            return Task.CompletedTask;
        });
        var options = new EvidenceOptions { Feeds = [], Quotes = { Providers = [new QuoteProviderOptions { Name = "First", Url = Peer.Url + "/first/{symbol}", ApiKey = "secret", Headers = new Dictionary<string, string> { ["Authorization"] = "Token {apikey}" } }] } };

        var gathered = await Gatherer(options).GatherAsync(new Watchlist(Stocks: ["A"]), "daily", CancellationToken.None);

        Assert.Equal("Token secret", Assert.Single(Peer.Seen).Headers["Authorization"]);
        Assert.DoesNotContain("secret", Assert.Single(gathered.Sources).Failure!.En, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moves_are_compared_with_an_index_which_is_a_source_of_its_own()
    {
        Peer.Quotes("A", "2026-11-18,1,2,1,1,10", "2026-11-19,1,2,1,1.05,10");
        Peer.Quotes("^GSPC", "2026-11-18,100,102,99,100,10", "2026-11-19,100,102,99,101,10");

        var gathered = await Gatherer(new EvidenceOptions { QuotesUrl = Peer.Url + "/quotes/{symbol}.csv", Feeds = [], Benchmark = "^GSPC" }).GatherAsync(new Watchlist(Stocks: ["A"]), "daily", CancellationToken.None);

        Assert.Equal((1m, 4m), (Assert.Single(gathered.Quotes).Benchmark!.Percent, gathered.Quotes[0].Benchmark!.Difference));
        Assert.Equal(["A", "^GSPC"], gathered.Sources.Select(static source => source.Name));
    }

    [Fact]
    public async Task Feeds_of_people_are_for_those_who_follow_them()
    {
        Peer.Answer("/people", Support.Peer.Rss(("Thoughts", "https://news.example.com/1")), "text/xml");
        var options = new EvidenceOptions { QuotesUrl = Peer.Url + "/quotes/{symbol}.csv", Feeds = [], Influencers = new Dictionary<string, IReadOnlyList<string>> { ["Some Body"] = [Peer.Url + "/people"] } };

        var followed = await Gatherer(options).GatherAsync(new Watchlist(Influencers: [" @some body"]), "daily", CancellationToken.None);
        var others = await Gatherer(options).GatherAsync(new Watchlist(Influencers: ["Somebody else"]), "daily", CancellationToken.None);

        Assert.Equal(("Thoughts", "Some Body", "Some Body"), (Assert.Single(followed.Headlines).Title, followed.Headlines[0].Source, followed.Headlines[0].Influencer));
        Assert.Empty(others.Sources);
    }

    private EvidenceOptions Two() => new()
    {
        Feeds = [],
        Quotes =
        {
            Providers =
            [
                new QuoteProviderOptions { Name = "First", Url = Peer.Url + "/first/{symbol}" },
                new QuoteProviderOptions { Name = "Second", Url = Peer.Url + "/second/{symbol}", Shape = "json" },
            ],
        },
    };
}
