using System.Security.Cryptography;

namespace Nanobot.Services.Gateway.Authentication.Jwt;

/// <summary>RS256 and PS256: RSA with SHA-256, PKCS #1 v1.5 or PSS (RFC 7518, 3.3 and 3.5).</summary>
internal sealed class RsaVerificationKey(string? keyId, RSA key, params IReadOnlyList<string> algorithms) : VerificationKey(keyId, algorithms)
{
    // The instance is not documented as safe for several threads; a warm gateway verifies rarely.
    private readonly Lock _using = new();

    public override bool Verifies(string algorithm, byte[] input, byte[] signature)
    {
        if (signature.Length != key.KeySize / 8)
        {
            return false;
        }

        lock (_using)
        {
            return key.VerifyData(input, signature, HashAlgorithmName.SHA256,
                algorithm == JwtAlgorithms.PS256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        }
    }
}
