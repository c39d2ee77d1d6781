using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Sources;
using Nanobot.Services.Reports.Tests.Support;

namespace Nanobot.Services.Reports.Tests.Evidence;

/// <summary>A gatherer whose sources are a server of the test's.</summary>
public abstract class GatheringTests : IAsyncLifetime
{
    protected const string Row = "2026-11-19,1,2,1,1.5,10";
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { Timeout = Timeout.InfiniteTimeSpan };

    protected Peer Peer { get; } = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await Peer.DisposeAsync();
    }

    protected async Task<string?> FailureAsync(string feed, TimeSpan? timeout = null) =>
        Assert.Single((await Gatherer(Peer.Url + "/quotes/{symbol}.csv", timeout, feed).GatherAsync([], "daily", CancellationToken.None)).Sources).Failure?.En;

    private protected Task<Gathered> GatherAsync(IReadOnlyList<string> symbols, params string[] feeds) =>
        Gatherer(Peer.Url + "/quotes/{symbol}.csv", null, feeds).GatherAsync(symbols, "daily", CancellationToken.None);

    private protected EvidenceGatherer Gatherer(string quotes, TimeSpan? timeout = null, params string[] feeds) =>
        Gatherer(new EvidenceOptions { QuotesUrl = quotes, Feeds = [.. feeds.Select(feed => Peer.Url + feed)], Timeout = timeout ?? TimeSpan.FromSeconds(30) });

    private protected EvidenceGatherer Gatherer(EvidenceOptions values, params KeyValuePair<string, string?>[] settings)
    {
        var options = Options.Create(values);
        return new EvidenceGatherer(new SourceReader(_http, options, TimeProvider.System),
            new EvidenceAddresses(options, new ConfigurationBuilder().AddInMemoryCollection(settings).Build()), options, TimeProvider.System, NullLogger<EvidenceGatherer>.Instance);
    }
}
