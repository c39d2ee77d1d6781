using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence.Fetching;
using Nanobot.Services.Reports.Evidence.Quotes.Providers;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence;

/// <summary>Gives a symbol's prices by the first of the providers that has them. What kept those before it from giving them is remarked on.</summary>
internal sealed class QuoteReader(SourceCache sources, QuoteProviders providers, TimeProvider time)
{
    /// <exception cref="SourceFailedException">None of them has; the reason says why of each.</exception>
    public async Task<QuotesFound> ReadAsync(TickerSymbol symbol, CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var failures = new List<Wording>();
        foreach (var provider in providers.All)
        {
            if (provider.AddressOf(symbol, today) is not { } address)
            {
                continue;
            }

            try
            {
                var source = await sources.GetAsync(address, cancellationToken);
                var prices = source.Read((today, provider), document => provider.Read(document, today));
                return new QuotesFound(prices, source, [.. provider.Name is { } name ? [SourceFailures.From(name)] : Array.Empty<Wording>(), .. failures]);
            }
            catch (SourceFailedException failed)
            {
                failures.Add(provider.Name is { } name ? SourceFailures.Of(name, failed.Reason) : failed.Reason);
            }
        }

        throw new SourceFailedException(failures.Count switch { 0 => SourceFailures.NoProvider, 1 => failures[0], _ => SourceFailures.All(failures) });
    }
}
