using System.Text;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Words.Checking;

/// <summary>The symbols that evidence is of, and how they are found in a text: as words of their own, in capitals. Digits of a symbol are no numbers.</summary>
internal sealed partial class SymbolNames(IReadOnlyCollection<string> symbols)
{
    // What names no company wherever markets are written about.
    private static readonly HashSet<string> Common = [.. """
        AI AM API ASEAN AUD BRICS CAD CEO CFO CHF CNY COO CPI CSI CTO DAX DJIA EBIT EBITDA ECB EM EPS ESG ET ETF ETFS EU EUR EV EVS FAQ FED FOMC FTSE FX GAAP GBP GDP GMT GPU HK HKD HSI ID IMF INR IPO IPOS
        IT JPY KRW LLC LLM LNG LTD MA MOM NASDAQ NATO NAV NYSE OECD OK OPEC PC PE PM PMI PMIS PPI QE QOQ RMB ROE RSI SEC SP TV TWD UAE UK UN US USA USD UTC VC VIX VS WTI WTO YOY YTD Q H A I
        """.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];

    private readonly Regex? _known = symbols.Count == 0 ? null : new Regex(
        @"(?<![A-Za-z0-9_.^])\$?(?<symbol>" + string.Join('|', symbols.OrderByDescending(static symbol => symbol.Length).Select(Regex.Escape)) + @")(?![A-Za-z_]|\d+(?!\d*[日天周月年个]))(?!\.[A-Z0-9])", RegexOptions.CultureInvariant);

    /// <summary>The symbols of a plain text, and the text with blanks in their place.</summary>
    public (IReadOnlyList<SymbolMention> Named, string Hidden) Find(string plain)
    {
        if (_known is null)
        {
            return ([], plain);
        }

        var (named, hidden) = (new List<SymbolMention>(), new StringBuilder(plain));
        foreach (Match match in _known.Matches(plain))
        {
            var symbol = match.Groups["symbol"].Value;
            if (symbol.Length == 1 && plain[match.Index] != '$' && !IsBracketed(plain, match))
            {
                // "A" begins sentences, and "F" is a temperature.
                continue;
            }

            named.Add(new SymbolMention(symbol, match.Index, match.Index + match.Length));
            for (var at = match.Index; at < match.Index + match.Length; at++)
            {
                hidden[at] = '_';
            }
        }

        return (named, hidden.ToString());
    }

    /// <summary>Names in capitals that look like symbols and stand neither in the evidence nor in what was asked.</summary>
    public static IEnumerable<string> Unknown(string hidden, Func<string, bool> isKnown) =>
        Capitals().Matches(hidden).Select(static match => match.Groups["name"].Value).Where(name => !(Common.Contains(name) || isKnown(name)));

    private static bool IsBracketed(string plain, Match match) =>
        match.Index > 0 && plain[match.Index - 1] is '(' or '（' && match.Index + match.Length < plain.Length && plain[match.Index + match.Length] is ')' or '）' or ':';

    [GeneratedRegex(@"(?<![A-Za-z0-9_.&'-])\$?(?<name>[A-Z]{2,6}(?:\.[A-Z]{1,3})?)(?![A-Za-z_&-]|\d(?!\d*[日天周月年个]))", RegexOptions.CultureInvariant)]
    private static partial Regex Capitals();
}
