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
        if (Body(text, at, end) is not { Length: > 0 } body)
        {
            content.Append('&');
            return at + 1;
        }

        var next = at + body.Length + 2;
        // The halves of a character, each in a reference of its own, as programs of UTF-16 write them.
        if (Number(body) is >= 0xD800 and <= 0xDBFF and var high && next < end && text[next] == '&' && Body(text, next, end) is { Length: > 0 } second && Number(second) is >= 0xDC00 and <= 0xDFFF and var low)
        {
            content.Append((char)high).Append((char)low);
            return next + second.Length + 2;
        }

        if (Of(body) is not { } characters)
        {
            content.Append('&');
            return at + 1;
        }

        content.Append(characters);
        return next;
    }

    private static string? Body(string text, int at, int end)
    {
        var name = text.AsSpan(at + 1, Math.Min(end - at - 1, LongestName + 1));
        return name.IndexOf(';') is > 1 and var length ? name[..length].ToString() : null;
    }

    private static string? Of(string name) => name[0] == '#' ? Numbered(name) : HtmlEntityProvider.Resolver.GetSymbol($"{name};");

    // A number that is no character of XML stands for nothing.
    private static string? Numbered(string name) => Number(name) is not { } value ? null
        : Rune.TryCreate(value, out var rune) && (value > char.MaxValue || XmlConvert.IsXmlChar((char)value)) ? rune.ToString() : "";

    private static int? Number(string name) => name[0] != '#' ? null
        : name[1] is 'x' or 'X'
            ? int.TryParse(name.AsSpan(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) ? value : null
            : int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out value) ? value : null;
}
