using System.Globalization;
using System.Text;
using System.Xml;
using AngleSharp.Html;

namespace Nanobot.Services.Reports.Evidence.News;

/// <summary>Character references of ill-formed XML, and the names that HTML has and XML has not.</summary>
internal static class XmlReference
{
    private const int LongestName = 32;

    /// <summary>Appends what the reference at <paramref name="at"/> stands for, an ampersand where it is none; gives the place behind it.</summary>
    public static int Append(string text, int at, int end, StringBuilder content)
    {
        var name = text.AsSpan(at + 1, Math.Min(end - at - 1, LongestName + 1));
        if (name.IndexOf(';') is > 1 and var length && Of(name[..length]) is { } characters)
        {
            content.Append(characters);
            return at + 1 + length + 1;
        }

        content.Append('&');
        return at + 1;
    }

    private static string? Of(ReadOnlySpan<char> name) => name[0] == '#' ? Numbered(name[1..]) : HtmlEntityProvider.Resolver.GetSymbol($"{name};");

    // A number that is no character of XML stands for nothing.
    private static string? Numbered(ReadOnlySpan<char> number)
    {
        var isNumber = number[0] is 'x' or 'X'
            ? int.TryParse(number[1..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value)
            : int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out value);
        return !isNumber ? null : Rune.TryCreate(value, out var rune) && (value > char.MaxValue || XmlConvert.IsXmlChar((char)value)) ? rune.ToString() : "";
    }
}
