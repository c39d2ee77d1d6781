using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;

namespace Nanobot.Services.Reports.Evidence;

/// <summary>What a report rests on, as it is kept with it. Its numbers are those of the report: the quotes first, then the headlines, from 1 on.</summary>
/// <param name="GatheredAt">When.</param>
/// <param name="Language">The language of <paramref name="Lines"/>, as <c>zh</c> or <c>en</c>.</param>
/// <param name="Quotes">Of the watchlist, in its order.</param>
/// <param name="Headlines">Those that were chosen.</param>
/// <param name="Sources">How each source fared.</param>
/// <param name="Lines">Each piece as the model reads it, and as its words are held against it.</param>
internal sealed record EvidenceSnapshot(
    DateTimeOffset GatheredAt, string Language, IReadOnlyList<QuoteFigures> Quotes, IReadOnlyList<Headline> Headlines, IReadOnlyList<SourceStatus> Sources, IReadOnlyList<string> Lines)
{
    /// <summary>Whether it is that of an earlier report, since no source gave anything.</summary>
    public bool IsStale { get; init; }
}
