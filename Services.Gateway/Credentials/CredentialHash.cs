using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Nanobot.Services.Gateway.Credentials;

/// <summary>SHA-256 of a whole credential: what caches are keyed by, so that no secret is kept and no prefix is trusted.</summary>
internal readonly record struct CredentialHash(ulong A, ulong B, ulong C, ulong D)
{
    private const int OnStack = 1024;

    /// <summary>Hashes a text of visible ASCII characters.</summary>
    public static CredentialHash Of(string credential)
    {
        var bytes = credential.Length <= OnStack ? stackalloc byte[credential.Length] : new byte[credential.Length];
        Encoding.ASCII.GetBytes(credential, bytes);
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(bytes, hash);
        return Read(hash);
    }

    /// <summary>Reads what <see cref="ToHex"/> wrote.</summary>
    public static bool TryParse(string? hex, out CredentialHash hash)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        var isWhole = hex?.Length == 2 * SHA256.HashSizeInBytes && Convert.FromHexString(hex, bytes, out _, out _) == OperationStatus.Done;
        hash = isWhole ? Read(bytes) : default;
        return isWhole;
    }

    /// <summary>64 lower-case hexadecimal digits.</summary>
    public string ToHex() => $"{A:x16}{B:x16}{C:x16}{D:x16}";

    private static CredentialHash Read(ReadOnlySpan<byte> hash) => new(
        BinaryPrimitives.ReadUInt64BigEndian(hash),
        BinaryPrimitives.ReadUInt64BigEndian(hash[8..]),
        BinaryPrimitives.ReadUInt64BigEndian(hash[16..]),
        BinaryPrimitives.ReadUInt64BigEndian(hash[24..]));
}
