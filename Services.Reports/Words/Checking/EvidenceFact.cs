namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>A line of evidence as sentences are held against it.</summary>
/// <param name="Plain">Its plain form.</param>
/// <param name="Symbol">Of a quote: its symbol.</param>
/// <param name="Sign">Of a quote: which way it moved; null where there is nothing to compare with, or it is no quote.</param>
/// <param name="Currency">Of a quote: the currency of its prices where it is known.</param>
/// <param name="Figures">Its numbers.</param>
/// <param name="Movements">What it says of movements.</param>
internal sealed record EvidenceFact(string Plain, string? Symbol, int? Sign, string? Currency, IReadOnlyList<EvidenceFigure> Figures, IReadOnlyList<Movement> Movements)
{
    /// <summary>Whether it is of a quote.</summary>
    public bool IsQuote => Symbol is not null;

    /// <summary>A line without figures of its own making.</summary>
    /// <param name="text">The line.</param>
    /// <param name="symbols">The symbols of the quotes; a number behind one is of it.</param>
    public static EvidenceFact OfText(string text, SymbolNames symbols)
    {
        var plain = PlainForm.Of(text);
        var (named, hidden) = symbols.Find(plain);
        return new EvidenceFact(plain, null, null, null,
            [.. NumberScanner.Scan(hidden).Select(number => new EvidenceFigure(number, FigureRole.None, named.LastOrDefault(symbol => symbol.End <= number.Start)?.Symbol))], MovementScanner.Scan(hidden));
    }

    /// <summary>The line of a quote.</summary>
    public static EvidenceFact OfQuote(string text, string symbol, int? sign, SymbolNames symbols, Func<NumberToken, FigureRole> roles)
    {
        var plain = PlainForm.Of(text);
        var numbers = NumberScanner.Scan(symbols.Find(plain).Hidden);
        var currency = numbers.Select(static number => number.Unit).FirstOrDefault(Units.IsCurrency) ?? Units.OfListing(symbol);
        return new EvidenceFact(plain, symbol, sign, currency, [.. numbers.Select(number => new EvidenceFigure(number, roles(number), symbol))], []);
    }
}
