using System.Globalization;
using Nanobot.Contracts.Values;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Words;

namespace Nanobot.Services.Reports.Formats;

/// <summary>What follows from a report's evidence: movers, what is new, what lies ahead, topics.</summary>
internal static class NoteSections
{
    private const int FewestSymbols = 3;
    private const int MostMovers = 3;

    /// <summary>Those that rose and fell most, where there are enough to choose from; a trend report ranks them all.</summary>
    public static Section Movers(ReportInput input, ReportTexts texts)
    {
        var moved = input.Evidence.Quotes.Select(static (quote, index) => (Quote: quote, Number: index + 1)).Where(static one => one.Quote.Percent is not null).ToList();
        var isShown = moved.Count >= FewestSymbols && input.ReportType != ReportType.Trend.Value;
        return new Section($"## {texts.Movers}\n\n", isShown ?
            [
                .. Line(texts.Gainers, moved.Where(static one => one.Quote.Percent > 0).OrderByDescending(static one => one.Quote.Percent), texts),
                .. Line(texts.Losers, moved.Where(static one => one.Quote.Percent < 0).OrderBy(static one => one.Quote.Percent), texts),
            ] : [], "\n", null);
    }

    /// <summary>What is new, under the report that it is compared with.</summary>
    public static Section Since(ReportInput input)
    {
        var notes = input.Evidence.NotesOf(NoteKind.Since).ToList();
        return new Section(notes.Count == 0 ? "" : $"## {MarkdownText.Escape(notes[0].Note.Heading)}\n\n",
            [.. notes.Select(note => Item(note.Number, Capital(note.Note.Text)) + Cited(note.Note.DerivedFrom.Where(number => number > input.Evidence.Quotes.Count)))], "\n", null);
    }

    /// <summary>All notes of a kind, a line each.</summary>
    public static Section Of(string kind, string heading, ReportInput input) =>
        new($"## {heading}\n\n", [.. input.Evidence.NotesOf(kind).Select(static note => Item(note.Number, note.Note.Text))], "\n", null);

    private static IEnumerable<string> Line(string name, IEnumerable<(QuoteFigures Quote, int Number)> movers, ReportTexts texts) =>
        movers.Take(MostMovers).Select(static one => string.Create(CultureInfo.InvariantCulture,
            $"{MarkdownText.Escape(one.Quote.Symbol)} {Figures.Percent(one.Quote.Percent)} ({Figures.Change(one.Quote.Change)}) [E{one.Number}]")).ToList() is { Count: > 0 } lines
            ? [$"- {name}{string.Join(texts.Comma, lines)}"]
            : [];

    private static string Item(int number, string text) => string.Create(CultureInfo.InvariantCulture, $"- [E{number}] {MarkdownText.Escape(text)}");

    private static string Cited(IEnumerable<int> numbers) => string.Concat(numbers.Select(static number => string.Create(CultureInfo.InvariantCulture, $" [E{number}]")));

    private static string Capital(string text) => text.Length > 0 && char.IsAsciiLetterLower(text[0]) ? char.ToUpperInvariant(text[0]) + text[1..] : text;
}
