using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>
/// The encodings that names in headers and declarations stand for. Where a name is used for more than it says, the larger
/// encoding is meant, as browsers have it (WHATWG Encoding): gb2312 is GB18030, iso-8859-1 is windows-1252.
/// </summary>
internal static partial class EncodingLabels
{
    private const int Utf7 = 65000;

    private static readonly Dictionary<string, int> CodePages = new(StringComparer.Ordinal)
    {
        ["utf8"] = 65001, ["utf8mb4"] = 65001, ["unicode11utf8"] = 65001,
        ["gb2312"] = 54936, ["gb231280"] = 54936, ["csgb2312"] = 54936, ["gbk"] = 54936, ["gb18030"] = 54936, ["euccn"] = 54936, ["chinese"] = 54936,
        ["big5"] = 950, ["big5hkscs"] = 950, ["cnbig5"] = 950, ["csbig5"] = 950,
        ["shiftjis"] = 932, ["sjis"] = 932, ["mskanji"] = 932, ["windows31j"] = 932, ["eucjp"] = 51932, ["iso2022jp"] = 50220,
        ["euckr"] = 949, ["ksc5601"] = 949, ["ksc56011987"] = 949, ["korean"] = 949, ["uhc"] = 949,
        ["ascii"] = 1252, ["usascii"] = 1252, ["latin1"] = 1252, ["l1"] = 1252, ["iso88591"] = 1252, ["ansi"] = 1252,
        ["latin2"] = 28592, ["latin9"] = 28605, ["latin5"] = 1254, ["iso88599"] = 1254, ["iso885911"] = 874, ["tis620"] = 874,
        ["koi8r"] = 20866, ["koi8"] = 20866, ["koi"] = 20866, ["koi8u"] = 21866, ["macintosh"] = 10000,
        ["utf16"] = 1200, ["utf16le"] = 1200, ["ucs2"] = 1200, ["unicode"] = 1200, ["utf16be"] = 1201, ["utf32"] = 12000, ["utf32le"] = 12000, ["utf32be"] = 12001,
    };

    // The runtime knows all but Unicode only once asked to.
    static EncodingLabels() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>The encoding of a name in any spelling, or null where there is none of it.</summary>
    public static Encoding? Find(string? label)
    {
        if (label is null or { Length: > 40 })
        {
            return null;
        }

        var name = Separators().Replace(label.ToLowerInvariant(), "");
        name = name.StartsWith('x') ? name.TrimStart('x') : name;
        if (CodePages.TryGetValue(name, out var known) || Numbered(name) is { } numbered && (known = numbered) > 0)
        {
            return Get(known);
        }

        return Iso().Match(name) is { Success: true } iso ? Get("iso-8859-" + iso.Groups["part"].Value) : Get(label.Trim());
    }

    /// <summary>That of a code page's number.</summary>
    public static Encoding Of(int codePage) => Encoding.GetEncoding(codePage);

    private static int? Numbered(string name) =>
        Windows().Match(name) is { Success: true } match && int.TryParse(match.Groups["page"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out var page)
            ? page == 936 ? 54936 : page
            : null;

    private static Encoding? Get(object nameOrPage)
    {
        try
        {
            var found = nameOrPage is int page ? Encoding.GetEncoding(page) : Encoding.GetEncoding((string)nameOrPage);
            return found.CodePage == Utf7 ? null : found;
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"[\s_\-.:]", RegexOptions.CultureInvariant)]
    private static partial Regex Separators();

    [GeneratedRegex(@"\A(?:cp|win|windows|ms)(?<page>\d{3,5})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Windows();

    [GeneratedRegex(@"\A(?:iso)?8859(?<part>\d{1,2})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Iso();
}
