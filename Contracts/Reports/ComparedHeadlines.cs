namespace Nanobot.Contracts.Reports;

/// <summary>The headlines of two reports, by story: the same one of another feed is the same.</summary>
/// <param name="Added">Stories that the second alone has.</param>
/// <param name="Removed">Stories that the first alone has.</param>
/// <param name="Kept">Those of both, as the second has them.</param>
public sealed record ComparedHeadlines(IReadOnlyList<ComparedHeadline> Added, IReadOnlyList<ComparedHeadline> Removed, IReadOnlyList<ComparedHeadline> Kept);
