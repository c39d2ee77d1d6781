using System.Buffers;
using System.Buffers.Text;

namespace Nanobot.Services.Gateway.Credentials.Jwt.Forms;

/// <summary>
/// The compact form of RFC 7515: three parts of base64url without padding, white space or spare bits, so that one token
/// has one spelling. (.NET's own decoder tolerates padding and white space, and the library's padding.)
/// </summary>
/// <param name="Header">The header's octets.</param>
/// <param name="Payload">The claims' octets.</param>
internal sealed record JwtText(byte[] Header, byte[] Payload)
{
    /// <summary>Longest token in characters.</summary>
    public const int MaximumLength = 8192;

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static JwtText? Parse(string token)
    {
        if (token.Length > MaximumLength)
        {
            return null;
        }

        Span<Range> parts = stackalloc Range[4];
        var text = token.AsSpan();
        return text.Split(parts, '.') == 3
            && Decode(text[parts[0]]) is { } header && Decode(text[parts[1]]) is { } payload && Decode(text[parts[2]]) is not null
            ? new JwtText(header, payload)
            : null;
    }

    /// <summary>The octets of a plain base64url text, or null.</summary>
    public static byte[]? Decode(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || text.Length % 4 == 1 || text.ContainsAnyExcept(Alphabet))
        {
            return null;
        }

        // The form that throws would do so for spare bits that are set.
        var octets = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.DecodeFromChars(text, octets, out _, out var written) == OperationStatus.Done
            && text.SequenceEqual(Base64Url.EncodeToString(octets.AsSpan(0, written))) ? octets[..written] : null;
    }
}
