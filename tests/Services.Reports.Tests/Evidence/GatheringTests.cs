using Microsoft.Extensions.Configuration;
using Nanobot.Contracts.Users;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Evidence;

/// <summary>A gatherer whose sources are a server of the test's.</summary>
public abstract class GatheringTests : IAsyncLifetime
{
    protected const string Row = "2026-11-19,1,2,1,1.5,10";
    private static readonly DateTimeOffset Today = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    private readonly List<TestSources> _sources = [];

    protected Peer Peer { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _sources.ForEach(static sources => sources.Dispose());
        await Peer.DisposeAsync();
    }

    protected async Task<string?> FailureAsync(string feed, TimeSpan? timeout = null) =>
        Assert.Single((await Gatherer(Peer.Url + "/quotes/{symbol}.csv", timeout, feed).GatherAsync(new Watchlist(), "daily", CancellationToken.None)).Sources).Failure?.En;

    private protected Task<Gathered> GatherAsync(IReadOnlyList<string> symbols, params string[] feeds) =>
        Gatherer(Peer.Url + "/quotes/{symbol}.csv", null, feeds).GatherAsync(new Watchlist(Stocks: symbols), "daily", CancellationToken.None);

    private protected EvidenceGatherer Gatherer(string quotes, TimeSpan? timeout = null, params string[] feeds) =>
        Gatherer(new EvidenceOptions { QuotesUrl = quotes, Feeds = [.. feeds.Select(feed => Peer.Url + feed)], Timeout = timeout ?? TimeSpan.FromSeconds(30) });

    private protected EvidenceGatherer Gatherer(EvidenceOptions values, params KeyValuePair<string, string?>[] settings)
    {
        var sources = new TestSources(values, time: new SetTime(Today));
        _sources.Add(sources);
        return sources.Gatherer(new ConfigurationBuilder().AddInMemoryCollection(settings).Build());
    }
}
