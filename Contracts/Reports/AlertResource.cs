namespace Nanobot.Contracts.Reports;

/// <summary>A rule, and how it stands.</summary>
/// <param name="RuleId">Its id, which it keeps while it stays the same.</param>
/// <param name="Kind">price_above, price_below, change_percent, volume_ratio or keyword.</param>
/// <param name="Symbol">Of which symbol.</param>
/// <param name="Threshold">From where on.</param>
/// <param name="Keyword">Of a keyword: the word.</param>
/// <param name="Action">notice or report.</param>
/// <param name="Armed">Whether it fires when what it says comes true; not where it has fired and that has not passed yet, nor before the first look.</param>
/// <param name="LastFiredAt">When it fired last.</param>
public sealed record AlertResource(Guid RuleId, string Kind, string? Symbol, decimal? Threshold, string? Keyword, string Action, bool Armed, DateTimeOffset? LastFiredAt);
