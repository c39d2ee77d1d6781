using System.ComponentModel.DataAnnotations;
using Nanobot.Contracts.Values;

namespace Nanobot.Contracts.Reports;

/// <summary>What a user wants to be told of as soon as it happens.</summary>
/// <param name="Kind">price_above, price_below, change_percent, volume_ratio or keyword.</param>
/// <param name="Symbol">Of which symbol; of all kinds but keyword.</param>
/// <param name="Threshold">From where on: a price above 0, a percentage other than 0 (below 0: a fall), or how many times the usual volume; of all kinds but keyword.</param>
/// <param name="Keyword">Of a keyword: the word, 1 to 100 characters.</param>
/// <param name="Action">notice (default) or report.</param>
public sealed record AlertRule(
    [property: Required, Permitted<AlertKind>] string? Kind,
    [property: StringLength(TickerSymbol.MaximumLength, MinimumLength = 1)] string? Symbol = null,
    decimal? Threshold = null,
    [property: StringLength(FocusArea.MaximumLength, MinimumLength = 1)] string? Keyword = null,
    [property: Permitted<AlertAction>] string? Action = null);
