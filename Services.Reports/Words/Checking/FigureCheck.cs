namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>Whether each number and date of a sentence is a figure of what it speaks of, with its unit and sign, and is what the words before it say.</summary>
internal sealed class FigureCheck(string hidden, IReadOnlyList<EvidenceFact> facts, Subjects subjects, IReadOnlyList<NumberToken> numbers, IReadOnlyList<Movement> movements)
{
    private const int FarFromPrice = 12;

    public Fault? Find()
    {
        for (var at = 0; at < numbers.Count; at++)
        {
            if (FindAt(at) is { } fault)
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>The figures that a number of the sentence can be, of what it speaks of.</summary>
    public IEnumerable<EvidenceFigure> FiguresOf(NumberToken number)
    {
        var of = subjects.Of(number, numbers);
        return Candidates(of).Where(candidate => candidate.Figure.Has(number, candidate.Fact.Currency)).Select(static candidate => candidate.Figure);
    }

    private IEnumerable<(EvidenceFact Fact, EvidenceFigure Figure)> Candidates(IReadOnlyList<string> of) =>
        from fact in facts
        where of.Count == 0 || !fact.IsQuote || of.Contains(fact.Symbol)
        from figure in fact.Figures
        where of.Count == 0 || figure.Symbol is null || of.Contains(figure.Symbol)
        select (fact, figure);

    private Fault? FindAt(int at)
    {
        var number = numbers[at];
        var text = hidden[number.Start..number.End].Trim();
        var found = FiguresOf(number).ToList();
        if (found.Count == 0)
        {
            return number.Value is null ? (number.IsOfDates ? Fault.Date(text) : Fault.Number(text))
                : FiguresOf(number with { Unit = "" }).Any() || Candidates(subjects.Of(number, numbers)).Any(candidate => candidate.Figure.Number.Value == number.Value) ? Fault.Unit(text) : Fault.Number(text);
        }

        if (!found.Exists(figure => figure.HasSign(number)))
        {
            return Fault.Sign(text);
        }

        if (number is { Value: not null, Sign: 0 } && (number.Unit.Length == 0 || Units.IsCurrency(number.Unit)) && RolePhrase.Before(hidden, number, numbers) is var (roles, words) && found.TrueForAll(figure => figure.Role != FigureRole.None && (figure.Role & roles) == 0))
        {
            return Fault.Role($"{words} {text}");
        }

        // Read as it stands, a number without a sign is a gain.
        if (number is { Value: not null, Sign: 0 } && found.TrueForAll(static figure => figure.Number.Sign < 0) && !movements.Any(static movement => movement.Direction is null or < 0))
        {
            return Fault.Sign(text);
        }

        return number.IsOfDates && !IsDateOfPrice(at, found) ? Fault.Date(text) : null;
    }

    // The date beside a price is that of the price, and not the day of some news or of an earlier close.
    private bool IsDateOfPrice(int at, List<EvidenceFigure> found)
    {
        var beside = IsBeside(at - 1, at) ? at - 1 : IsBeside(at, at + 1) ? at + 1 : -1;
        if (beside < 0 || numbers[beside].Value is null)
        {
            return true;
        }

        var prices = FiguresOf(numbers[beside]).Select(static figure => figure.Role).ToList();
        return prices.Count == 0 || prices.Exists(static role => (role & (FigureRole.Close | FigureRole.Base)) == 0) || prices.Exists(role => found.Exists(date => IsOf(role, date.Role)));
    }

    private bool IsBeside(int first, int second) => first >= 0 && second < numbers.Count && numbers[second].Start - numbers[first].End <= FarFromPrice;

    private static bool IsOf(FigureRole price, FigureRole date) =>
        ((price & FigureRole.Close) != 0 && (date & FigureRole.Date) != 0) || ((price & FigureRole.Base) != 0 && (date & FigureRole.Date) == 0);
}
