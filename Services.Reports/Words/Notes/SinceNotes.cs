using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Quotes;

namespace Nanobot.Services.Reports.Words.Notes;

/// <summary>
/// What is new since the last report that rests on something else: closes, headlines, symbols. What the table compares with the same close already is said once for all, not again.
/// </summary>
internal static class SinceNotes
{
    public static IEnumerable<EvidenceNote> Of(NoteInput input) => input.Earlier is null ? [] :
    [
        .. Closes(input, input.Earlier),
        .. Symbols(input, input.Earlier),
        .. Headlines(input, input.Earlier),
    ];

    private static IEnumerable<EvidenceNote> Closes(NoteInput input, EvidenceSnapshot earlier)
    {
        var both = input.Quotes.Select((quote, index) => (Now: quote, Number: index + 1, Then: earlier.Quotes.FirstOrDefault(known => known.Symbol == quote.Symbol) is { } known ? Then(quote, known) : null))
            .Where(static one => one.Then is not null).Select(static one => (one.Now, one.Number, Then: one.Then!.Value)).ToList();
        var changed = both.Where(static one => (one.Now.Date, one.Now.Close) != (one.Then.Date, one.Then.Close)).ToList();
        var known = changed.Where(static one => (one.Now.BaseDate, one.Now.Base) == (one.Then.Date, one.Then.Close)).ToList();
        if (both.Count > 0 && changed.Count == 0)
        {
            yield return Note(input, input.Language.NoCloseIsNew(), [.. both.Select(static one => one.Number)]);
        }

        if (known.Count > 0)
        {
            yield return Note(input, known.Count == changed.Count ? input.Language.AllAsCompared() : input.Language.AsCompared(Names(known.Select(static one => one.Now.Symbol), input.Language)),
                [.. known.Select(static one => one.Number)]);
        }

        foreach (var (now, number, then) in changed.Except(known))
        {
            yield return Note(input, input.Language.Went(now, then.Date, then.Close), [number], now.Symbol);
        }
    }

    // In terms of the last day's shares, where there was a split since; null where the day cannot be compared with the last one.
    private static DayClose? Then(QuoteFigures now, QuoteFigures then) =>
        now.Closes.Count == 0 || now.Date == then.Date ? new DayClose(then.Date, then.Close)
        : now.Closes.Where(day => day.Date == then.Date).Select(static day => (DayClose?)day).FirstOrDefault();

    // Who was asked for and gave nothing has not gone.
    private static IEnumerable<EvidenceNote> Symbols(NoteInput input, EvidenceSnapshot earlier)
    {
        var come = input.Quotes.Index().Where(quote => earlier.Sources.All(source => source.Name != quote.Item.Symbol)).ToList();
        if (come.Count > 0)
        {
            yield return Note(input, input.Language.Came(Names(come.Select(static quote => quote.Item.Symbol), input.Language)), [.. come.Select(static quote => quote.Index + 1)]);
        }

        var gone = earlier.Quotes.Select(static quote => quote.Symbol).Where(symbol => input.Sources.All(source => source.Name != symbol)).ToList();
        if (gone.Count > 0)
        {
            yield return Note(input, input.Language.Left(Names(gone, input.Language)), []);
        }
    }

    private static IEnumerable<EvidenceNote> Headlines(NoteInput input, EvidenceSnapshot earlier)
    {
        var known = earlier.Headlines.Select(static headline => (headline.Title, headline.Link)).ToHashSet();
        var fresh = input.Headlines.Index().Where(headline => !known.Contains((headline.Item.Title, headline.Item.Link))).Select(headline => input.HeadlineNumber(headline.Index)).ToList();
        if (fresh.Count > 0)
        {
            yield return Note(input, input.Language.NewHeadlines(fresh.Count, input.Headlines.Count), fresh);
        }
    }

    private static string Names(IEnumerable<string> symbols, ReportLanguage language) => string.Join(language.Say("、", ", "), symbols);

    private static EvidenceNote Note(NoteInput input, string text, IReadOnlyList<int> derivedFrom, string? source = null) =>
        new(NoteKind.Since, input.Language.SinceReport(input.EarlierAt!), text, derivedFrom, source);
}
