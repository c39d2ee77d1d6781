using System.Text.RegularExpressions;

namespace Nanobot.Samples.Feeds.Quotes;

/// <summary>The only texts that reach a file name: letters and digits, with single dots, dashes, carets or equals signs.</summary>
internal static partial class Symbol
{
    public static bool TryParse(string text, out string symbol)
    {
        symbol = text.ToUpperInvariant();
        return Form().IsMatch(symbol);
    }

    [GeneratedRegex(@"\A(?=.{1,20}\z)\^?[A-Z0-9]+([.=-][A-Z0-9]+)*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Form();
}
