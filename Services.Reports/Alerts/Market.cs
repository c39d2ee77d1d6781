using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;
using Nanobot.Platform.Core.Caching;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Fetching;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Alerts;

/// <summary>
/// What rules look at: each symbol, and the feeds, read once for all that watch them, for as long as an interval lasts. Nothing of any tenant is in it.
/// </summary>
internal sealed partial class Market(QuoteReader quotes, SourceCache sources, EvidenceAddresses addresses, IOptions<AlertOptions> options, TimeProvider time, ILogger<Market> logger)
{
    private const int MostSymbols = 20_000;
    private const int UsualDays = 20;
    private const int FewestDays = 5;
    private const string Feeds = "";
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(1);

    private readonly ExpiringCache<string, Reading?> _readings = new(MostSymbols, time);
    private readonly ExpiringCache<string, IReadOnlyList<Headline>> _news = new(2, time);
    private readonly SingleFlight<string, Reading?> _reading = new(Deadline, time);
    private readonly SingleFlight<string, IReadOnlyList<Headline>> _newsReading = new(Deadline, time);

    /// <summary>The last trading day of a symbol; null where its source cannot be read now.</summary>
    public async Task<Reading?> ReadAsync(string symbol, CancellationToken cancellationToken) => _readings.TryGet(symbol, out var known) ? known
        : await _reading.RunAsync(symbol, async token =>
        {
            var reading = await TryAsync(async () => Of(symbol, await PricesAsync(symbol, token)), null);
            _readings.Set(symbol, reading, Until());
            return reading;
        }, cancellationToken);

    /// <summary>What the feeds say; nothing of those that cannot be read now.</summary>
    public async Task<IReadOnlyList<Headline>> NewsAsync(CancellationToken cancellationToken) => _news.TryGet(Feeds, out var known) ? known
        : await _newsReading.RunAsync(Feeds, async token =>
        {
            var feeds = await Task.WhenAll(addresses.FeedsFor([]).Select(feed => TryAsync<IReadOnlyList<Headline>>(async () => await HeadlinesAsync(feed, token), [])));
            IReadOnlyList<Headline> news = [.. feeds.SelectMany(static feed => feed)];
            _news.Set(Feeds, news, Until());
            return news;
        }, cancellationToken);

    // A little less than the interval, so that each look finds something new.
    private DateTimeOffset Until() => time.GetUtcNow() + (options.Value.Interval * 0.9);

    private async Task<PriceList> PricesAsync(string symbol, CancellationToken cancellationToken) => (await quotes.ReadAsync(TickerSymbol.Parse(symbol), null, cancellationToken)).Prices;

    private async Task<IReadOnlyList<Headline>> HeadlinesAsync(FeedSource feed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var found = await sources.GetAsync(feed.Address, null, cancellationToken);
        return found.Read(now.Ticks / TimeSpan.TicksPerMinute, document => FeedParser.Parse(document, now)).Headlines;
    }

    private async Task<T> TryAsync<T>(Func<Task<T>> read, T otherwise)
    {
        try
        {
            return await read();
        }
        catch (SourceFailedException)
        {
            return otherwise;
        }
        // No document, however absurd, ends the watch of the others.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.SourceBroke(logger, exception);
            return otherwise;
        }
    }

    private static Reading Of(string symbol, PriceList prices)
    {
        var (figures, last) = (QuoteFigures.Daily(symbol, prices), prices.Rows[^1]);
        var before = prices.Rows.SkipLast(1).TakeLast(UsualDays).ToList();
        var usual = before.Count >= FewestDays && before.TrueForAll(static row => row.Volume is not null) ? before.Average(static row => (decimal)row.Volume!.Value) : (decimal?)null;
        return new Reading(symbol, last.Date, last.Close, figures.Percent, last.Volume, usual);
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A source could not be read, and rules that look at it wait")]
        public static partial void SourceBroke(ILogger logger, Exception exception);
    }
}
