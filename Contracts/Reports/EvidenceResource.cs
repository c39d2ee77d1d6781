namespace Nanobot.Contracts.Reports;

/// <summary>One piece of what a report rests on: <c>GET /reports/{report_id}/evidence/{number}</c>.</summary>
/// <param name="Number">The number by which the report cites it, from 1 on: 1 for <c>[E1]</c>.</param>
/// <param name="Kind">quote, news, or what was derived: overview, range, trend, topic, since; or calendar; or workspace, a line of a file of the user's.</param>
/// <param name="Text">The line that the model read, and against which its words were held.</param>
/// <param name="Source">Where it comes from: a symbol, what a feed, an inbox or a calendar is called, or the path of a file; empty for what is derived from several.</param>
/// <param name="FetchedAt">When that was fetched; null for what is derived from several.</param>
/// <param name="Quote">Of a quote: its figures.</param>
/// <param name="News">Of news: what its feed says.</param>
/// <param name="Rows">Of a quote: the rows of the price file that its figures come from, as they stood there; of news that were posted, what was posted; of a note its line.</param>
/// <param name="DerivedFrom">Of what was derived: the numbers of the pieces that it follows from, beside the report before; null of quotes and news.</param>
public sealed record EvidenceResource(
    int Number, string Kind, string Text, string Source, DateTimeOffset? FetchedAt, EvidenceQuote? Quote, EvidenceNews? News, IReadOnlyList<EvidenceRow> Rows,
    IReadOnlyList<int>? DerivedFrom = null)
{
    /// <summary>Of a line from the workspace: its file.</summary>
    public EvidenceFile? File { get; init; }
}
