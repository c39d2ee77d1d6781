using System.Globalization;

namespace Nanobot.Platform.Core.Texts;

/// <summary>Reads a whole number as it stands in an address: digits and nothing else. The framework passes over U+0000 behind them.</summary>
public static class WholeNumber
{
    /// <summary>Reads the number; false where the text is none, or too large.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out int number)
    {
        number = 0;
        return !text.ContainsAnyExceptInRange('0', '9') && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>The same with a sign: <c>-3</c>.</summary>
    public static bool TryParseSigned(ReadOnlySpan<char> text, out int number)
    {
        var isNumber = TryParse(text.StartsWith('-') ? text[1..] : text, out number);
        number = text.StartsWith('-') ? -number : number;
        return isNumber;
    }
}
