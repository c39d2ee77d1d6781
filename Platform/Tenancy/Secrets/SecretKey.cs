using System.Security.Cryptography;
using System.Text;

namespace Nanobot.Platform.Tenancy.Secrets;

/// <summary>A key that seals and opens by AES-256-GCM (NIST SP 800-38D), derived from a text of the settings by HKDF-SHA256 (RFC 5869).</summary>
internal sealed class SecretKey
{
    public const int ShortestText = 32;
    public const int NonceLength = 12;
    public const int TagLength = 16;
    private const int LongestId = 32;
    private static readonly byte[] Purpose = "nanobot secrets of tenants, 1"u8.ToArray();
    private readonly byte[] _key;

    private SecretKey(string id, string text) =>
        (Id, _key) = (id, HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(text), 32, info: Purpose));

    /// <summary>Its id, in all that it has sealed.</summary>
    public string Id { get; }

    /// <summary>Reads <c>id:text</c>; null where it is none.</summary>
    public static SecretKey? TryRead(string? setting) =>
        setting?.IndexOf(':', StringComparison.Ordinal) is > 0 and <= LongestId and var at && IsName(setting[..at]) && setting.Length - at - 1 >= ShortestText
            ? new SecretKey(setting[..at], setting[(at + 1)..])
            : null;

    /// <summary>The nonce, what comes of <paramref name="text"/>, and the tag, one behind the other.</summary>
    public byte[] Seal(ReadOnlySpan<byte> text, ReadOnlySpan<byte> place, RandomNumberGenerator random)
    {
        var all = new byte[NonceLength + text.Length + TagLength];
        var nonce = all.AsSpan(0, NonceLength);
        random.GetBytes(nonce);
        using var cipher = new AesGcm(_key, TagLength);
        cipher.Encrypt(nonce, text, all.AsSpan(NonceLength, text.Length), all.AsSpan(NonceLength + text.Length), place);
        return all;
    }

    /// <summary>What was sealed; null where it was sealed by another key, for another place, or changed.</summary>
    public byte[]? Open(ReadOnlySpan<byte> all, ReadOnlySpan<byte> place)
    {
        if (all.Length < NonceLength + TagLength)
        {
            return null;
        }

        var text = new byte[all.Length - NonceLength - TagLength];
        try
        {
            using var cipher = new AesGcm(_key, TagLength);
            cipher.Decrypt(all[..NonceLength], all[NonceLength..^TagLength], all[^TagLength..], text, place);
            return text;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }

    private static bool IsName(string text) => text.All(static character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '.');
}
