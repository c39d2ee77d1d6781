namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>Where prices come from, section <c>Evidence:Quotes</c>.</summary>
internal sealed class QuoteOptions
{
    /// <summary>Providers in the order in which they are asked; the first with prices of a symbol gives them. Default: <c>Evidence:QuotesUrl</c> alone; 10 at most.</summary>
    public IReadOnlyList<QuoteProviderOptions> Providers { get; set; } = [];
}
