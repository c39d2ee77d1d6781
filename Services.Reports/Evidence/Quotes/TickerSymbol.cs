using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Evidence.Quotes;

/// <summary>
/// What may stand for a symbol in the address of a price file: letters and digits joined by single dots, dashes or
/// equals signs, with a caret in front for an index (<c>BRK.B</c>, <c>0700.HK</c>, <c>^GSPC</c>); 20 characters at most.
/// </summary>
internal static partial class TickerSymbol
{
    public static bool TryParse(string text, out string symbol)
    {
        symbol = text.Trim().ToUpperInvariant();
        return Form().IsMatch(symbol);
    }

    [GeneratedRegex(@"\A(?=.{1,20}\z)\^?[A-Z0-9]+([.=-][A-Z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
