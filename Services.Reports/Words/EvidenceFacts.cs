using System.Globalization;
using Nanobot.Services.Reports.Evidence;
using Nanobot.Services.Reports.Evidence.Quotes;
using Nanobot.Services.Reports.Words.Checking;

namespace Nanobot.Services.Reports.Words;

/// <summary>The evidence of a report as its words are held against it.</summary>
internal sealed class EvidenceFacts
{
    private readonly List<EvidenceFact> _lines;
    private readonly List<EvidenceFact> _open;
    private readonly SymbolNames _symbols;
    private readonly string _known;

    private EvidenceFacts(List<EvidenceFact> lines, List<EvidenceFact> open, SymbolNames symbols, string known) => (_lines, _open, _symbols, _known) = (lines, open, symbols, known);

    /// <param name="evidence">The evidence; its first lines are those of the quotes.</param>
    /// <param name="asked">What the user asked for: names in it may be used.</param>
    public static EvidenceFacts Of(EvidenceSnapshot evidence, params IEnumerable<string?> asked)
    {
        var symbols = new SymbolNames([.. evidence.Quotes.Select(static quote => quote.Symbol).Distinct()]);
        var lines = evidence.Lines.Select((line, index) => index < evidence.Quotes.Count
            ? EvidenceFact.OfQuote(line, evidence.Quotes[index].Symbol, SignOf(evidence.Quotes[index]), symbols, number => RoleOf(evidence.Quotes[index], number))
            : EvidenceFact.OfText(line, symbols)).ToList();
        // What a user has noted is evidence of that line, and nothing rests on it that does not cite it.
        var noted = evidence.NotesOf(NoteKind.Workspace).Select(static note => note.Number).ToHashSet();
        return new EvidenceFacts(lines, [.. lines.Where((_, index) => !noted.Contains(index + 1))], symbols, string.Join('\n', lines.Select(static line => line.Plain).Concat(asked.OfType<string>())));
    }

    /// <summary>What is wrong with a sentence; null where nothing is.</summary>
    /// <param name="sentence">Without its citations.</param>
    /// <param name="cited">The numbers of the lines that it cites, from 1 on.</param>
    public Fault? Check(string sentence, IReadOnlyCollection<int> cited)
    {
        foreach (var number in cited)
        {
            if (number < 1 || number > _lines.Count)
            {
                return Fault.Citation(string.Create(CultureInfo.InvariantCulture, $"E{number}"));
            }
        }

        return new SentenceCheck(PlainForm.Of(sentence), cited.Count == 0 ? _open : [.. cited.Distinct().Select(number => _lines[number - 1])], _symbols, IsKnown).Find();
    }

    private bool IsKnown(string name)
    {
        for (var at = _known.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = _known.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + name.Length;
            if ((at == 0 || !char.IsAsciiLetterOrDigit(_known[at - 1])) && (end == _known.Length || !char.IsAsciiLetterOrDigit(_known[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static int? SignOf(QuoteFigures quote) => quote.Change is { } change ? Math.Sign(change) : null;

    private static FigureRole RoleOf(QuoteFigures quote, NumberToken number)
    {
        if (number.IsDate)
        {
            return number.Text == Figures.Date(quote.Date) ? FigureRole.Date : quote.BaseDate is { } day && number.Text == Figures.Date(day) ? FigureRole.BaseDate : FigureRole.Other;
        }

        if (number.Unit == Units.Percent)
        {
            return number.Value == Shown(quote.Percent, static percent => Figures.Percent(percent).TrimEnd('%')) ? FigureRole.Percent : FigureRole.Other;
        }

        var role = FigureRole.None;
        foreach (var (value, known) in new[] { (quote.Close, FigureRole.Close), (quote.Base, FigureRole.Base), (quote.Change, FigureRole.Change), (quote.Low, FigureRole.Low), (quote.High, FigureRole.High), (quote.Volume, FigureRole.Volume) })
        {
            role |= number.Value is not null && number.Value == Shown(value, static figure => Figures.Price(figure)) && (number.Unit.Length == 0 || Units.IsCurrency(number.Unit)) ? known : FigureRole.None;
        }

        return role == FigureRole.None ? FigureRole.Other : role;
    }

    // As lines print it, since figures are compared in print.
    private static decimal? Shown(decimal? value, Func<decimal, string> print) =>
        value is { } figure && decimal.TryParse(print(figure), NumberStyles.Number, CultureInfo.InvariantCulture, out var shown) ? Math.Abs(shown) : null;
}
