using System.Security.Cryptography;

namespace Nanobot.Services.Gateway.Authentication.Jwt;

/// <summary>ES256: ECDSA over P-256 with SHA-256; the signature is r and s side by side (RFC 7518, 3.4).</summary>
internal sealed class EcVerificationKey(string? keyId, ECDsa key) : VerificationKey(keyId, JwtAlgorithms.ES256)
{
    private const int SignatureLength = 64;

    // The instance is not documented as safe for several threads; a warm gateway verifies rarely.
    private readonly Lock _using = new();

    public override bool Verifies(string algorithm, byte[] input, byte[] signature)
    {
        if (signature.Length != SignatureLength)
        {
            return false;
        }

        lock (_using)
        {
            return key.VerifyData(input, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
        }
    }
}
