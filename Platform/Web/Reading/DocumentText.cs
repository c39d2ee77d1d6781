using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Text;

namespace Nanobot.Platform.Web.Reading;

/// <summary>
/// A document's octets as text: by its byte order mark, by what the server says, by what the document says of itself, and else as UTF-8 or, where it is
/// none, windows-1252. A name that stands for an encoding which the octets are not in gives way to the next; octets that are no characters become U+FFFD.
/// </summary>
internal static partial class DocumentText
{
    private const int Prelude = 2048;

    // The runtime knows all but Unicode only once asked to.
    static DocumentText() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The text; null where it is none.</summary>
    public static string? Of(WebDocument document)
    {
        var octets = document.Content.Span;
        if (Marked(octets) is var (marked, length))
        {
            return marked.GetString(octets[length..]);
        }

        var named = new[] { document.Charset, Declared(octets) }.Select(Find).OfType<Encoding>().ToList();
        var fitting = named.FirstOrDefault(encoding => encoding.CodePage != Encoding.UTF8.CodePage || IsUtf8(document)) ?? (IsUtf8(document) ? Encoding.UTF8 : named.FirstOrDefault() ?? Encoding.GetEncoding(1252));
        var text = fitting.GetString(octets);
        return text.Contains('\0', StringComparison.Ordinal) ? null : text;
    }

    private static (Encoding Encoding, int Length)? Marked(ReadOnlySpan<byte> octets) => octets switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
        [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
        _ => null,
    };

    // What is cut may end within a character.
    private static bool IsUtf8(WebDocument document)
    {
        var octets = document.Content.Span;
        for (var lost = 0; lost <= (document.IsCut ? Math.Min(3, octets.Length) : 0); lost++)
        {
            if (System.Text.Unicode.Utf8.IsValid(octets[..^lost]))
            {
                return true;
            }
        }

        return false;
    }

    private static string? Declared(ReadOnlySpan<byte> octets) =>
        Declaration().Match(Encoding.Latin1.GetString(octets[..Math.Min(octets.Length, Prelude)])) is { Success: true } match ? match.Groups["name"].Value : null;

    // By the names that browsers know, under which the larger encoding is meant: gb2312 is GB18030 (WHATWG Encoding).
    private static Encoding? Find(string? name) => name is not null && TextEncoding.IsSupported(name) ? TextEncoding.Resolve(name) : null;

    [GeneratedRegex(@"<(?:meta\b[^>]{0,200}?\bcharset|\?xml\b[^>]{0,200}?\bencoding)\s*=\s*[""']?\s*(?<name>[^\s""'/>;]{1,40})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
