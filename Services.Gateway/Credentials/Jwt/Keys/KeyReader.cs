using System.Buffers.Text;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.IdentityModel.Tokens;
using Nanobot.Services.Gateway.Credentials.Jwt.Forms;

namespace Nanobot.Services.Gateway.Credentials.Jwt.Keys;

/// <summary>
/// Makes keys of sufficient strength, of the public part alone. Throws <see cref="FormatException"/> that says what is
/// wrong: the library itself verifies with RSA keys of 1024 bits and prefers a certificate to the key beside it.
/// </summary>
internal static class KeyReader
{
    private const int MinimumSecretBytes = 32;
    private const int MinimumRsaBits = 2048;
    private const string P256 = "1.2.840.10045.3.1.7";
    private const string Unreadable = "holds a key that cannot be read";

    public static JsonWebKey FromSecret(string secret) => Encoding.UTF8.GetByteCount(secret) >= MinimumSecretBytes
        ? FromSecret(Encoding.UTF8.GetBytes(secret))
        : throw new FormatException($"must have at least {MinimumSecretBytes} bytes");

    public static JsonWebKey FromSecret(byte[] secret) =>
        new() { Kty = JsonWebAlgorithmsKeyTypes.Octet, K = Base64Url.EncodeToString(secret), Alg = JwtAlgorithms.HS256 };

    public static JsonWebKey FromPem(string pem)
    {
        if (!PemEncoding.TryFind(pem, out var fields) || pem[fields.Label] != "PUBLIC KEY")
        {
            throw new FormatException("is not a PEM text with BEGIN PUBLIC KEY");
        }

        try
        {
            var key = PublicKey.CreateFromSubjectPublicKeyInfo(Convert.FromBase64String(pem[fields.Base64Data]), out _);
            using var ec = key.GetECDsaPublicKey();
            using var rsa = key.GetRSAPublicKey();
            return (ec, rsa) switch
            {
                ({ }, _) => FromEc(ec.ExportParameters(false)),
                (_, { }) => Checked(JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(false)))),
                _ => throw new FormatException(Unreadable),
            };
        }
        catch (CryptographicException exception)
        {
            throw new FormatException(Unreadable, exception);
        }
    }

    /// <summary>The key as read from a set, or null where it is not for verifying tokens here.</summary>
    public static JsonWebKey? FromJwk(JsonWebKey jwk) => jwk switch
    {
        { Use: not (null or JsonWebKeyUseNames.Sig) } => null,
        { Kty: JsonWebAlgorithmsKeyTypes.EllipticCurve, Crv: JsonWebKeyECTypes.P256, Alg: null or JwtAlgorithms.ES256 } => Checked(jwk),
        { Kty: JsonWebAlgorithmsKeyTypes.RSA, Alg: null or JwtAlgorithms.RS256 or JwtAlgorithms.PS256 } => Checked(jwk),
        // Other curves and kinds serve algorithms that are not on the list; a shared secret has its own setting.
        _ => null,
    };

    private static JsonWebKey FromEc(ECParameters key) => key.Curve.Oid.Value == P256
        ? new JsonWebKey
        {
            Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
            Crv = JsonWebKeyECTypes.P256,
            X = Base64Url.EncodeToString(key.Q.X),
            Y = Base64Url.EncodeToString(key.Q.Y),
        }
        : throw new FormatException("holds an EC key that is not on P-256");

    private static JsonWebKey Checked(JsonWebKey jwk)
    {
        if (jwk.D is not null || jwk.P is not null || jwk.Q is not null)
        {
            throw new FormatException("holds a private key where only public ones belong");
        }

        try
        {
            using AsymmetricAlgorithm key = jwk.Kty == JsonWebAlgorithmsKeyTypes.RSA
                ? RSA.Create(new RSAParameters { Modulus = Octets(jwk.N, "n"), Exponent = Octets(jwk.E, "e") })
                : ECDsa.Create(new ECParameters
                {
                    Curve = ECCurve.NamedCurves.nistP256,
                    Q = new ECPoint { X = Octets(jwk.X, "x"), Y = Octets(jwk.Y, "y") },
                });
            return key is RSA { KeySize: < MinimumRsaBits }
                ? throw new FormatException($"holds an RSA key of less than {MinimumRsaBits} bits")
                : new JsonWebKey { Kty = jwk.Kty, Crv = jwk.Crv, X = jwk.X, Y = jwk.Y, N = jwk.N, E = jwk.E, Kid = jwk.Kid, Alg = jwk.Alg };
        }
        catch (CryptographicException exception)
        {
            throw new FormatException(Unreadable, exception);
        }
    }

    private static byte[] Octets(string? text, string name) =>
        (text is null ? null : JwtText.Decode(text)) ?? throw new FormatException($"holds a key without a usable \"{name}\"");
}
