using System.Security.Cryptography;

namespace Nanobot.Services.Gateway.Authentication.Jwt;

/// <summary>HS256, with a secret that was configured as one.</summary>
internal sealed class HmacVerificationKey(string? keyId, byte[] secret) : VerificationKey(keyId, JwtAlgorithms.HS256)
{
    public override bool Verifies(string algorithm, byte[] input, byte[] signature)
    {
        Span<byte> expected = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(secret, input, expected);
        return CryptographicOperations.FixedTimeEquals(expected, signature);
    }
}
