using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>Whether what a sentence says of movements (rose, 下跌, unchanged) is what the figures say that it speaks of.</summary>
internal sealed partial class MovementCheck(string hidden, IReadOnlyList<EvidenceFact> facts, Subjects subjects, IReadOnlyList<NumberToken> numbers, IReadOnlyList<Movement> movements)
{
    private const int NearBehind = 28;
    private const int NearBefore = 8;
    private const int NearSubject = 20;

    public Fault? Find()
    {
        foreach (var movement in movements.Where(static movement => movement.Direction is not null))
        {
            if (!IsBacked(movement))
            {
                return Fault.Direction(movement.Text);
            }
        }

        return null;
    }

    private bool IsBacked(Movement movement)
    {
        var texts = facts.Where(static fact => !fact.IsQuote).ToList();
        var quotes = facts.Where(static fact => fact.IsQuote).ToList();
        if (texts.Exists(fact => fact.Movements.Any(said => said.Direction == movement.Direction && said.IsDenied == movement.IsDenied
            && (quotes.Count == 0 || string.Equals(said.Stem, movement.Stem, StringComparison.OrdinalIgnoreCase)))))
        {
            return true;
        }

        if (OfVolume().IsMatch(hidden[Math.Max(0, movement.Start - NearSubject)..movement.Start]))
        {
            // How the volume was before is in no line.
            return false;
        }

        if (NumberOf(movement) is { } number)
        {
            var figures = new FigureCheck(hidden, facts, subjects, numbers, movements).FiguresOf(number).ToList();
            if (figures.Where(IsOfChange).Select(static figure => (int?)figure.Number.Sign).ToList() is { Count: > 0 } signs)
            {
                return signs.Exists(sign => Agrees(movement, sign));
            }

            // No percentage of a quote but its change is by how much it moved: a volatility is not.
            if (number.Unit == Units.Percent && figures.Count > 0 && figures.TrueForAll(static figure => figure.Role != FigureRole.None))
            {
                return false;
            }
        }

        var (symbols, isOfEach) = subjects.At(movement.Start);
        if (symbols.Count > 0)
        {
            var of = symbols.Select(symbol => Sign(symbol, quotes, texts)).ToList();
            return isOfEach ? of.TrueForAll(sign => Agrees(movement, sign)) : of.Exists(sign => Agrees(movement, sign));
        }

        return quotes.Count > 0 && quotes.TrueForAll(quote => Agrees(movement, quote.Sign));
    }

    // The figure that the word is said of stands behind it ("fell 1.08%") or right before it ("a 1.08% decline").
    private NumberToken? NumberOf(Movement movement)
    {
        var behind = numbers.FirstOrDefault(number => number.Value is not null && number.Start >= movement.End && number.Start - movement.End <= NearBehind);
        if (behind != default && !movements.Any(other => other.Start >= movement.End && other.End <= behind.Start) && !Border().IsMatch(hidden[movement.End..behind.Start]))
        {
            return behind;
        }

        var before = numbers.LastOrDefault(number => number.Value is not null && number.End <= movement.Start && movement.Start - number.End <= NearBefore);
        return before != default && !Border().IsMatch(hidden[before.End..movement.Start]) ? before : null;
    }

    private static bool IsOfChange(EvidenceFigure figure) => figure.Number.Sign != 0 || (figure.Role & (FigureRole.Change | FigureRole.Percent)) != 0;

    private static int? Sign(string symbol, List<EvidenceFact> quotes, List<EvidenceFact> texts) =>
        quotes.Find(quote => quote.Symbol == symbol) is { } quote ? quote.Sign
            : texts.SelectMany(static fact => fact.Figures).FirstOrDefault(figure => figure.Symbol == symbol && figure.Number.Sign != 0) is { } figure ? figure.Number.Sign : null;

    private static bool Agrees(Movement movement, int? sign) => sign is { } known && (known == movement.Direction) != movement.IsDenied;

    [GeneratedRegex(@"(?:\b(?:volume|turnover|trading\sactivity)\b|成交量|成交额|换手)[^;；。0-9]*\z", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex OfVolume();

    [GeneratedRegex(@"[;；。_]|\b(?:while|whereas|but|with|volatility|averages?|range)\b|而|但|波动率|均[价线]|区间", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Border();
}
