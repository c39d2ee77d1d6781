using Microsoft.Extensions.Options;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence.Quotes.Providers;

/// <summary>The providers that are configured, in their order.</summary>
internal sealed class QuoteProviders(IOptions<EvidenceOptions> options, EvidenceAddresses addresses)
{
    public IReadOnlyList<QuoteProvider> All { get; } = options.Value.Quotes.Providers is { Count: > 0 } configured
        ? [.. configured.Select(one => new QuoteProvider(PlainText.Line(one.Name, EvidenceOptions.MaximumFeedName), ProviderShape.Find(one.Shape)!.With(one), one, addresses.Resolve))]
        : [new QuoteProvider(null, ProviderShape.Find("csv")! with { Url = options.Value.QuotesUrl }, new QuoteProviderOptions(), addresses.Resolve)];
}
