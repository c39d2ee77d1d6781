using Nanobot.Services.Reports.Evidence.News;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Evidence.Sources;

namespace Nanobot.Services.Reports.Evidence;

/// <summary>What a report rests on, as it is kept with it. Its numbers are those of the report: the quotes first, then the headlines, then the notes, from 1 on.</summary>
/// <param name="GatheredAt">When.</param>
/// <param name="Language">The language that the report was asked for in, a code of ISO 639-1; <paramref name="Lines"/> are Chinese for <c>zh</c>, English for all else.</param>
/// <param name="Quotes">Of the watchlist, in its order.</param>
/// <param name="Headlines">Those that were chosen.</param>
/// <param name="Sources">How each source fared.</param>
/// <param name="Lines">Each piece as the model reads it, and as its words are held against it.</param>
/// <param name="Notes">What follows from quotes, headlines, the report before and calendars; null where an older version kept it.</param>
internal sealed record EvidenceSnapshot(
    DateTimeOffset GatheredAt, string Language, IReadOnlyList<QuoteFigures> Quotes, IReadOnlyList<Headline> Headlines, IReadOnlyList<SourceStatus> Sources, IReadOnlyList<string> Lines,
    IReadOnlyList<EvidenceNote>? Notes = null)
{
    /// <summary>The notes of a kind, with their numbers.</summary>
    public IEnumerable<(int Number, EvidenceNote Note)> NotesOf(string kind) =>
        (Notes ?? []).Select((note, index) => (Quotes.Count + Headlines.Count + index + 1, note)).Where(one => one.note.Kind == kind);

    /// <summary>The rows that a piece comes from, as they stood there; none of what is fetched as news, or follows from others.</summary>
    /// <param name="number">The piece's number, from 1 on.</param>
    public IReadOnlyList<SourceRow> RowsOf(int number) =>
        number <= Quotes.Count ? Quotes[number - 1].Rows
        : number <= Quotes.Count + Headlines.Count ? Headlines[number - Quotes.Count - 1].Row is { } row ? [row] : []
        : number - Quotes.Count - Headlines.Count <= (Notes?.Count ?? 0) ? Notes![number - Quotes.Count - Headlines.Count - 1].Rows
        : [];

    /// <summary>Whether it is that of an earlier report, since no source gave anything.</summary>
    public bool IsStale { get; init; }
}
