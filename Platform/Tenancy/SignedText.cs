using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Nanobot.Platform.Tenancy;

/// <summary>
/// Text that a module signed for one purpose: <c>base64url(content) "." key id "." base64url(ES256)</c>. The signature is over the purpose and the module
/// too, so that what was signed for one thing passes for nothing else.
/// </summary>
/// <param name="keys">The keys of this process.</param>
/// <param name="purpose">What it is for, with its version.</param>
/// <param name="longest">Most characters of a text that is looked at.</param>
internal sealed class SignedText(ContextKeyRing keys, string purpose, int longest)
{
    /// <summary>Signs as this process's module.</summary>
    public string Sign(ReadOnlySpan<byte> content)
    {
        var key = keys.Signer;
        var text = Base64Url.EncodeToString(content);
        Span<byte> signature = stackalloc byte[ContextKey.SignatureLength];
        key.Sign(Signed(text, key), signature);
        return $"{text}.{key.Id}.{Base64Url.EncodeToString(signature)}";
    }

    /// <summary>What was signed, and the module whose key it was; null where no trusted key signed it.</summary>
    public (string Module, byte[] Content)? Open(string? token)
    {
        // The id may have points, base64 has none.
        if (token is null || token.Length > longest || token.IndexOf('.', StringComparison.Ordinal) is not (> 0 and var first) || token.LastIndexOf('.') is var last && last <= first)
        {
            return null;
        }

        var (text, id) = (token[..first], token[(first + 1)..last]);
        return Octets(token[(last + 1)..]) is { Length: ContextKey.SignatureLength } signature && Octets(text) is { } content
            && keys.Find(id) is { } key && key.Verify(Signed(text, key), signature)
            ? (key.Issuer, content)
            : null;
    }

    private byte[] Signed(string text, ContextKey key) => Encoding.UTF8.GetBytes($"{purpose}\n{key.Issuer}\n{key.Id}\n{text}");

    private static byte[]? Octets(string text)
    {
        var octets = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        return Base64Url.DecodeFromChars(text, octets, out _, out var written) == OperationStatus.Done ? octets[..written] : null;
    }
}
