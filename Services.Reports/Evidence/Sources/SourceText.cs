using System.Text;
using System.Text.RegularExpressions;

namespace Nanobot.Services.Reports.Evidence.Sources;

/// <summary>
/// Turns bytes into text by what says their encoding, in the order of RFC 7303: a byte order mark, the <c>charset</c> of the
/// header, the XML declaration; UTF-8 where nothing does. Who says what the bytes cannot be is passed over for the next.
/// </summary>
internal static partial class SourceText
{
    private const int Utf8 = 65001;
    private const int DeclarationBytes = 1024;

    // A few bad bytes are damage; many mean that the encoding is another one.
    private const double MostDamage = 0.1;

    public static DecodedText Decode(SourceDocument document, bool mayDeclare)
    {
        ReadOnlySpan<byte> bytes = document.Bytes;
        if (ByteOrderMark(bytes) is (> 0 and var mark, var marked))
        {
            return Lossy(bytes[mark..], EncodingLabels.Of(marked));
        }

        var declared = mayDeclare ? Declared(bytes) : null;
        var candidates = Candidates(bytes, Fitting(EncodingLabels.Find(document.Charset), bytes), Fitting(declared, bytes));
        var first = Lossy(bytes, candidates[0]);
        if (!first.IsUnreadable && !Disguises(candidates[0], declared, bytes))
        {
            return first;
        }

        foreach (var other in candidates.Skip(1))
        {
            if (Lossy(bytes, other) is { IsDamaged: false } found)
            {
                return found;
            }
        }

        return first;
    }

    private static List<Encoding> Candidates(ReadOnlySpan<byte> bytes, Encoding? header, Encoding? declared) =>
    [
        .. new[] { header, ZeroPattern(bytes), declared, EncodingLabels.Of(Utf8) }.OfType<Encoding>().DistinctBy(static encoding => encoding.CodePage),
    ];

    // Servers that put a default above everything: a declared UTF-8 which the bytes really are is believed, and so is UTF-8 without
    // a declaration in place of a single-byte encoding, whose texts are never UTF-8 by chance.
    private static bool Disguises(Encoding encoding, Encoding? declared, ReadOnlySpan<byte> bytes) =>
        (declared?.CodePage == Utf8 || (declared is null && encoding.IsSingleByte)) && encoding.CodePage is not (Utf8 or 1200 or 1201 or 12000 or 12001)
        && bytes.IndexOfAnyInRange((byte)0x80, (byte)0xFF) >= 0 && !Lossy(bytes, EncodingLabels.Of(Utf8)).IsDamaged;

    private static (int Length, int CodePage) ByteOrderMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (3, Utf8),
        [0xFF, 0xFE, 0, 0, ..] => (4, 12000),
        [0, 0, 0xFE, 0xFF, ..] => (4, 12001),
        [0xFF, 0xFE, ..] => (2, 1200),
        [0xFE, 0xFF, ..] => (2, 1201),
        _ => (0, 0),
    };

    private static Encoding? ZeroPattern(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [not 0, 0, 0, 0, not 0, 0, 0, 0, ..] => EncodingLabels.Of(12000),
        [0, 0, 0, not 0, 0, 0, 0, not 0, ..] => EncodingLabels.Of(12001),
        [not 0, 0, not 0, 0, ..] => EncodingLabels.Of(1200),
        [0, not 0, 0, not 0, ..] => EncodingLabels.Of(1201),
        _ => null,
    };

    // UTF-16 and UTF-32 without a zero among its first bytes is none: markup, headers and numbers are ASCII. Its order shows in them.
    private static Encoding? Fitting(Encoding? encoding, ReadOnlySpan<byte> bytes) => encoding?.CodePage switch
    {
        1200 or 1201 or 12000 or 12001 => ZeroPattern(bytes) ?? (bytes[..Math.Min(bytes.Length, 64)].Contains((byte)0) ? encoding : null),
        _ => encoding,
    };

    private static Encoding? Declared(ReadOnlySpan<byte> bytes) =>
        Declaration().Match(Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, DeclarationBytes)])) is { Success: true } match
            ? EncodingLabels.Find(match.Groups["name"].Value)
            : null;

    private static DecodedText Lossy(ReadOnlySpan<byte> bytes, Encoding encoding)
    {
        var text = Encoding.GetEncoding(encoding.CodePage, EncoderFallback.ReplacementFallback, new DecoderReplacementFallback("\uFFFD")).GetString(bytes);
        var (bad, foreign) = (0, 0);
        foreach (var c in text)
        {
            bad += c == '\uFFFD' ? 1 : 0;
            foreign += c > 0x7F ? 1 : 0;
        }

        // The last character may be cut in two without anything being wrong with the rest.
        var inside = bad > 0 && text.EndsWith('\uFFFD') ? bad - 1 : bad;
        return new DecodedText(text.TrimStart('\uFEFF'), encoding.WebName, bad > 0, inside > 0 && inside > foreign * MostDamage);
    }

    [GeneratedRegex(@"<\?xml\b[^>]*?\bencoding\s*=\s*[""']?\s*(?<name>[A-Za-z0-9._:\-]+)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Declaration();
}
