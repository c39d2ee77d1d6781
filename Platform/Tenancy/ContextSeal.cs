using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace Nanobot.Platform.Tenancy;

/// <summary>
/// The seal of a context that is for one module alone: HMAC-SHA256 under a key that only its sender and that module have. It is derived
/// from what the keys of both agree on (HKDF-SHA256, RFC 5869), apart for each direction and each pair of keys.
/// </summary>
internal sealed class ContextSeal
{
    public const int Length = HMACSHA256.HashSizeInBytes;
    private const string Purpose = "nanobot tenant context v3";
    private readonly ConcurrentDictionary<(ContextKey Sender, ContextKey Recipient), byte[]> _keys = new();

    /// <summary>Writes the seal of what <paramref name="own"/>'s module sends to <paramref name="recipient"/>'s.</summary>
    public void Write(ContextKey own, ContextKey recipient, ReadOnlySpan<byte> data, Span<byte> seal) =>
        HMACSHA256.HashData(KeyOf(own, recipient, isSender: true), data, seal);

    /// <summary>Whether the seal is that of what <paramref name="sender"/>'s module sent to <paramref name="own"/>'s.</summary>
    public bool IsWhole(ContextKey sender, ContextKey own, ReadOnlySpan<byte> data, ReadOnlySpan<byte> seal)
    {
        Span<byte> expected = stackalloc byte[Length];
        HMACSHA256.HashData(KeyOf(own, sender, isSender: false), data, expected);
        return CryptographicOperations.FixedTimeEquals(expected, seal);
    }

    private byte[] KeyOf(ContextKey own, ContextKey other, bool isSender) =>
        _keys.GetOrAdd(isSender ? (own, other) : (other, own), static (pair, isSender) => Derive(pair.Sender, pair.Recipient, isSender), isSender);

    private static byte[] Derive(ContextKey sender, ContextKey recipient, bool isSender)
    {
        var secret = isSender ? sender.AgreeWith(recipient) : recipient.AgreeWith(sender);
        // Ids hold no blanks, so no two pairs make the same words.
        var info = Encoding.UTF8.GetBytes($"{Purpose} {sender.Issuer} {sender.Id} {recipient.Issuer} {recipient.Id}");
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, secret, Length, salt: null, info);
        CryptographicOperations.ZeroMemory(secret);
        return key;
    }
}
