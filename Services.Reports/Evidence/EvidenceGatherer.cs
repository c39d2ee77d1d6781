using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence;

/// <summary>Fetches the price files of a watchlist and the configured feeds, some at a time; each may fail on its own.</summary>
internal sealed partial class EvidenceGatherer(
    SourceReader reader, EvidenceAddresses addresses, IOptions<EvidenceOptions> options, TimeProvider time, ILogger<EvidenceGatherer> logger)
{
    private const int LongestSymbol = 24;

    /// <summary>Gathers in the watchlist's order; what failed is in the list of sources.</summary>
    public async Task<Gathered> GatherAsync(IReadOnlyList<string> watchlist, string reportType, CancellationToken cancellationToken)
    {
        var symbols = watchlist.Select(static text => text.Trim().ToUpperInvariant()).Where(static text => text.Length > 0).Distinct().ToList();
        using var slots = new SemaphoreSlim(options.Value.Parallelism);
        var quotes = symbols.Select((symbol, index) => FetchAsync(slots, PlainText.Line(symbol, LongestSymbol), token => index < options.Value.MaximumSymbols
            ? QuotesAsync(symbol, reportType, token)
            : throw new SourceFailedException(SourceFailures.LeftOut(options.Value.MaximumSymbols)), cancellationToken)).ToList();
        var feeds = addresses.Feeds.Select(feed => FetchAsync(slots, feed.Name ?? feed.Host, token => FeedAsync(feed, token), cancellationToken)).ToList();
        // All of them, even where one is cancelled: each gives its slot back.
        await Task.WhenAll([.. quotes, .. feeds]);
        var prices = await Task.WhenAll(quotes);
        var news = await Task.WhenAll(feeds);
        return new Gathered(
            [.. prices.Select(static found => found.Value?.Quote).OfType<QuoteFigures>()],
            [.. news.SelectMany(static found => found.Value?.Headlines.Select(headline => headline with { Source = found.Status.Name }) ?? [])],
            [.. prices.Select(static found => found.Status), .. news.Select(static found => found.Status)]);
    }

    private async Task<(SourceStatus Status, T? Value)> FetchAsync<T>(
        SemaphoreSlim slots, string name, Func<CancellationToken, Task<T>> fetch, CancellationToken cancellationToken)
        where T : Found
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            var value = await fetch(cancellationToken);
            return (new SourceStatus(value.Name ?? name, time.GetUtcNow(), value.Count, null, value.Remarks), value);
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

    private async Task<PricesFound> QuotesAsync(string text, string reportType, CancellationToken cancellationToken)
    {
        if (!TickerSymbol.TryParse(text, out var symbol))
        {
            throw new SourceFailedException(SourceFailures.NoSymbol);
        }

        var document = await reader.ReadAsync(addresses.Quotes(symbol), cancellationToken);
        var prices = PriceFile.Parse(document, DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime));
        return new PricesFound(prices, reportType == ReportType.Weekly.Value ? QuoteFigures.Weekly(symbol.Value, prices)
            : reportType == ReportType.Trend.Value ? QuoteFigures.Trend(symbol.Value, prices)
            : reportType == ReportType.Stock.Value ? QuoteFigures.InDepth(symbol.Value, prices)
            : QuoteFigures.Daily(symbol.Value, prices));
    }

    private async Task<NewsFound> FeedAsync(FeedSource source, CancellationToken cancellationToken)
    {
        var feed = FeedParser.Parse(await reader.ReadAsync(source.Address, cancellationToken), time.GetUtcNow());
        return new NewsFound(source.Name ?? feed.Title, feed);
    }

    private abstract record Found(string? Name, int Count, IReadOnlyList<Wording> Remarks);

    private sealed record PricesFound(PriceList Prices, QuoteFigures Quote) : Found(null, Prices.Rows.Count, Prices.Remarks);

    private sealed record NewsFound(string? Called, Feed Feed) : Found(Called, Feed.Headlines.Count, Feed.Remarks)
    {
        public IReadOnlyList<Headline> Headlines => Feed.Headlines;
    }

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "A source could not be read, and the report goes on without it")]
        public static partial void SourceBroke(ILogger logger, Exception exception);
    }
}
