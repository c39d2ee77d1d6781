namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>Holds one sentence against the lines of evidence that it cites, or, where it cites none, against all.</summary>
/// <param name="plain">The sentence without its citations, in its plain form.</param>
/// <param name="facts">Those lines.</param>
/// <param name="symbols">The symbols that there are.</param>
/// <param name="isKnown">Whether a name in capitals stands in some line or in what was asked.</param>
internal sealed class SentenceCheck(string plain, IReadOnlyList<EvidenceFact> facts, SymbolNames symbols, Func<string, bool> isKnown)
{
    /// <summary>The first thing that is wrong; null where nothing is.</summary>
    public Fault? Find()
    {
        var (named, hidden) = symbols.Find(plain);
        if (named.FirstOrDefault(mention => !facts.Any(fact => Says(fact, mention.Symbol))) is { } uncited)
        {
            return Fault.Name(uncited.Symbol);
        }

        if (SymbolNames.Unknown(hidden, isKnown).FirstOrDefault() is { } unknown)
        {
            return Fault.Name(unknown);
        }

        if (Quotations.Of(plain).FirstOrDefault(words => !facts.Any(fact => Quotations.Stands(words, fact.Plain))) is { } misquoted)
        {
            return Fault.Quotation(misquoted);
        }

        var subjects = new Subjects(hidden, named);
        var (numbers, movements) = (NumberScanner.Scan(hidden), MovementScanner.Scan(hidden));
        return new FigureCheck(hidden, facts, subjects, numbers, movements).Find() ?? new MovementCheck(hidden, facts, subjects, numbers, movements).Find();
    }

    private bool Says(EvidenceFact fact, string symbol) => fact.Symbol == symbol || symbols.Find(fact.Plain).Named.Any(mention => mention.Symbol == symbol);
}
