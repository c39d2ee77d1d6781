using System.Text;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence;

/// <summary>Fetches the price files of a watchlist and the configured feeds, some at a time; each may fail on its own.</summary>
internal sealed class EvidenceGatherer(SourceReader reader, EvidenceAddresses addresses, IOptions<EvidenceOptions> options, TimeProvider time)
{
    /// <summary>Gathers in the watchlist's order; what failed is in the list of sources.</summary>
    public async Task<Gathered> GatherAsync(IReadOnlyList<string> watchlist, string reportType, CancellationToken cancellationToken)
    {
        var symbols = watchlist.Select(static text => text.Trim().ToUpperInvariant()).Where(static text => text.Length > 0).Distinct().ToList();
        using var slots = new SemaphoreSlim(options.Value.Parallelism);
        var quotes = symbols.Select((symbol, index) => FetchAsync(slots, PlainText.Line(symbol, 24), token => index < options.Value.MaximumSymbols
            ? QuotesAsync(symbol, reportType, token)
            : throw new SourceFailedException($"left out: a report covers at most {options.Value.MaximumSymbols} symbols"), cancellationToken)).ToList();
        var feeds = addresses.Feeds.Select(feed => FetchAsync(slots, Name(feed), token => FeedAsync(feed, token), cancellationToken)).ToList();
        // All of them, even where one is cancelled: each gives its slot back.
        await Task.WhenAll([.. quotes, .. feeds]);
        var prices = await Task.WhenAll(quotes);
        var news = await Task.WhenAll(feeds);
        return new Gathered(
            [.. prices.Select(static found => found.Value?.Quote).OfType<QuoteFigures>()],
            [.. news.SelectMany(static found => found.Value?.Headlines ?? [])],
            [.. prices.Select(static found => found.Status), .. news.Select(static found => found.Status)]);
    }

    private async Task<(SourceStatus Status, T? Value)> FetchAsync<T>(
        SemaphoreSlim slots, string name, Func<CancellationToken, Task<T>> fetch, CancellationToken cancellationToken)
        where T : class, ICounted
    {
        await slots.WaitAsync(cancellationToken);
        try
        {
            var value = await fetch(cancellationToken);
            return (new SourceStatus(name, time.GetUtcNow(), value.Count, null), value);
        }
        catch (Exception exception) when (exception is SourceFailedException or MalformedQuotesException or MalformedFeedException)
        {
            return (new SourceStatus(name, time.GetUtcNow(), 0, exception.Message), null);
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
            throw new SourceFailedException("is not a ticker symbol");
        }

        var rows = PriceFile.Parse(Encoding.UTF8.GetString(await reader.ReadAsync(addresses.Quotes(symbol), cancellationToken)));
        return new PricesFound(rows.Count, reportType == ReportType.Weekly.Value ? QuoteFigures.Weekly(symbol.Value, rows) : QuoteFigures.Daily(symbol.Value, rows));
    }

    private async Task<NewsFound> FeedAsync(Uri feed, CancellationToken cancellationToken) =>
        new(FeedParser.Parse(await reader.ReadAsync(feed, cancellationToken)));

    private static string Name(Uri feed) => PlainText.Line(feed.Authority + feed.AbsolutePath, 100);

    private interface ICounted
    {
        int Count { get; }
    }

    private sealed record PricesFound(int Count, QuoteFigures Quote) : ICounted;

    private sealed record NewsFound(IReadOnlyList<Headline> Headlines) : ICounted
    {
        public int Count => Headlines.Count;
    }
}
