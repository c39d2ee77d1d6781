using System.Security.Cryptography;

namespace Nanobot.Services.Gateway.Authentication.Jwt;

/// <summary>Makes verification keys of sufficient strength; throws <see cref="FormatException"/> otherwise.</summary>
internal static class KeyReader
{
    private const int MinimumRsaBits = 2048;
    private const int EcBits = 256;
    private const string P256 = "1.2.840.10045.3.1.7";

    public static VerificationKey FromPem(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] != "PUBLIC KEY")
        {
            throw new FormatException("is not a PEM text with BEGIN PUBLIC KEY");
        }

        var ec = ECDsa.Create();
        try
        {
            ec.ImportFromPem(pem);
            return FromEc(null, ec);
        }
        catch (CryptographicException)
        {
            // The label does not say which kind it is; what is no EC key must be an RSA key.
            ec.Dispose();
        }

        var rsa = RSA.Create();
        rsa.ImportFromPem(pem);
        return FromRsa(null, rsa, JwtAlgorithms.RS256, JwtAlgorithms.PS256);
    }

    public static EcVerificationKey FromEc(string? keyId, ECDsa key) =>
        key.KeySize == EcBits && key.ExportParameters(false).Curve.Oid.Value == P256
            ? new EcVerificationKey(keyId, key)
            : throw new FormatException("holds an EC key that is not on P-256");

    public static RsaVerificationKey FromRsa(string? keyId, RSA key, params IReadOnlyList<string> algorithms) =>
        key.KeySize >= MinimumRsaBits
            ? new RsaVerificationKey(keyId, key, algorithms)
            : throw new FormatException($"holds an RSA key of less than {MinimumRsaBits} bits");
}
