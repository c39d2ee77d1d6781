using Microsoft.Extensions.Options;
using Nanobot.Contracts.Users;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence.Fetching;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence;

/// <summary>Gathers the prices of a watchlist and the news of the feeds that are configured for all or for whom it names, some at a time; each may fail on its own.</summary>
internal sealed partial class EvidenceGatherer(
    QuoteReader quotes, SourceCache sources, EvidenceAddresses addresses, MarketCalendar calendar, IOptions<EvidenceOptions> options, TimeProvider time, ILogger<EvidenceGatherer> logger)
{
    private const int LongestSymbol = 24;

    /// <summary>Gathers in the watchlist's order; what failed is in the list of sources.</summary>
    public async Task<Gathered> GatherAsync(Watchlist watchlist, string reportType, CancellationToken cancellationToken)
    {
        var symbols = (watchlist.Stocks ?? []).Select(static text => text.Trim().ToUpperInvariant()).Where(static text => text.Length > 0).Distinct().ToList();
        using var slots = new SemaphoreSlim(options.Value.Parallelism);
        var prices = symbols.Select((symbol, index) => FetchAsync(slots, PlainText.Line(symbol, LongestSymbol), token => index < options.Value.MaximumSymbols
            ? PricesAsync(symbol, reportType, token)
            : throw new SourceFailedException(SourceFailures.LeftOut(options.Value.MaximumSymbols)), cancellationToken)).ToList();
        var benchmark = options.Value.Benchmark is { Length: > 0 } configured && symbols.Count > 0
            ? [FetchAsync(slots, configured, token => PricesAsync(configured, reportType, token), cancellationToken)]
            : new List<Task<(SourceStatus Status, PricesFound? Value)>>();
        var feeds = addresses.FeedsFor(watchlist.Influencers ?? []).Select(feed => FetchAsync(slots, feed.Name ?? feed.Host, token => FeedAsync(feed, token), cancellationToken)).ToList();
        // All of them, even where one is cancelled: each gives its slot back.
        await Task.WhenAll([.. prices, .. benchmark, .. feeds]);
        var (found, news, compared) = (await Task.WhenAll(prices), await Task.WhenAll(feeds), await Task.WhenAll(benchmark));
        return new Gathered(
            [.. found.Select(static one => one.Value?.Quote).OfType<QuoteFigures>().Select(quote => compared is [{ Value: { } against }] ? Against(quote, against) : quote)],
            [.. news.SelectMany(static one => one.Value?.Headlines.Select(headline => headline with { Source = one.Status.Name }) ?? [])],
            [.. found.Select(static one => one.Status), .. compared.Select(static one => one.Status).Where(status => !symbols.Contains(status.Name)), .. news.Select(static one => one.Status)]);
    }

    private static QuoteFigures Against(QuoteFigures quote, PricesFound benchmark) =>
        quote.Symbol == benchmark.Quote.Symbol ? quote : quote.Against(benchmark.Quote.Symbol, benchmark.Prices);

    private async Task<(SourceStatus Status, T? Value)> FetchAsync<T>(
        SemaphoreSlim slots, string name, Func<CancellationToken, Task<T>> fetch, CancellationToken cancellationToken)
        where T : Found
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            var value = await fetch(cancellationToken);
            return (new SourceStatus(value.Name ?? name, value.Source.FetchedAt, value.Count, null, [.. value.Source.Stale is { } stale ? [stale] : Array.Empty<Wording>(), .. value.Remarks]), value);
        }
        catch (SourceFailedException failed)
        {
            return (new SourceStatus(name, time.GetUtcNow(), 0, failed.Reason, []), null);
        }
        // No document, however absurd, costs the others their report.
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            Log.SourceBroke(logger, exception);
            return (new SourceStatus(name, time.GetUtcNow(), 0, SourceFailures.Broken, []), null);
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<PricesFound> PricesAsync(string text, string reportType, CancellationToken cancellationToken)
    {
        if (!TickerSymbol.TryParse(text, out var symbol))
        {
            throw new SourceFailedException(SourceFailures.NoSymbol);
        }

        var (prices, source, remarks) = await quotes.ReadAsync(symbol, cancellationToken);
        var quote = (reportType == ReportType.Weekly.Value ? QuoteFigures.Weekly(symbol.Value, prices) : QuoteFigures.Daily(symbol.Value, prices))
            with { MissedDays = calendar.Missed(symbol.Value, prices.Rows[^1].Date, time.GetUtcNow()) };
        return new PricesFound(source, prices, quote, [.. remarks, .. prices.Remarks, .. quote.MissedDays is { } missed ? [PriceWords.Old(quote.Date, missed)] : Array.Empty<Wording>()]);
    }

    private async Task<NewsFound> FeedAsync(FeedSource source, CancellationToken cancellationToken)
    {
        var found = await sources.GetAsync(source.Address, cancellationToken);
        // What lies ahead of the minute does so for a minute.
        var now = time.GetUtcNow();
        var feed = found.Read(now.Ticks / TimeSpan.TicksPerMinute, document => FeedParser.Parse(document, now));
        return new NewsFound(found, source.Name ?? feed.Title, feed, source.Influencer);
    }

    private abstract record Found(FetchedSource Source, string? Name, int Count, IReadOnlyList<Wording> Remarks);

    private sealed record PricesFound(FetchedSource Source, PriceList Prices, QuoteFigures Quote, IReadOnlyList<Wording> Remarks) : Found(Source, null, Prices.Rows.Count, Remarks);

    private sealed record NewsFound(FetchedSource Source, string? Called, Feed Feed, string? Influencer) : Found(Source, Called, Feed.Headlines.Count, Feed.Remarks)
    {
        public IEnumerable<Headline> Headlines => Feed.Headlines.Select(headline => headline with { Influencer = Influencer });
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A source could not be read, and the report goes on without it")]
        public static partial void SourceBroke(ILogger logger, Exception exception);
    }
}
