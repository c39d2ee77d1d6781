namespace Nanobot.Contracts.Reports;

/// <summary>What differs between two reports of a user: <c>GET /reports/{report_id}/compare/{other_id}</c>. Each number of quotes is the evidence's, none is read out of a text.</summary>
/// <param name="From">The one.</param>
/// <param name="To">The other; what is added is in it alone.</param>
/// <param name="Quotes">By their evidence; null where one of them has none that is kept.</param>
/// <param name="Headlines">Likewise.</param>
/// <param name="Sources">Likewise.</param>
/// <param name="Text">What they say.</param>
public sealed record ReportComparison(ComparedReport From, ComparedReport To, ComparedQuotes? Quotes, ComparedHeadlines? Headlines, ComparedSources? Sources, ComparedText Text);
