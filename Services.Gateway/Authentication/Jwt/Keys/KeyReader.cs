using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.Tokens;

namespace Nanobot.Services.Gateway.Authentication.Jwt.Keys;

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

        using var ec = ECDsa.Create();
        try
        {
            ec.ImportFromPem(pem);
            return FromEc(ec);
        }
        catch (CryptographicException)
        {
            // The label does not say which kind it is; what is no EC key must be an RSA key.
        }

        using var rsa = RSA.Create();
        return Readable(() =>
        {
            rsa.ImportFromPem(pem);
            return FromRsa(rsa);
        });
    }

    /// <summary>The key as read from a set, or null where it is not for verifying tokens here.</summary>
    public static JsonWebKey? FromJwk(JsonWebKey jwk)
    {
        var key = jwk switch
        {
            { Use: not (null or JsonWebKeyUseNames.Sig) } => null,
            { Kty: JsonWebAlgorithmsKeyTypes.EllipticCurve, Crv: JsonWebKeyECTypes.P256, Alg: null or JwtAlgorithms.ES256 } => Ec(jwk),
            { Kty: JsonWebAlgorithmsKeyTypes.RSA, Alg: null or JwtAlgorithms.RS256 or JwtAlgorithms.PS256 } => Rsa(jwk),
            // Other curves and kinds serve algorithms that are not on the list; a shared secret has its own setting.
            _ => null,
        };
        if (key is not null)
        {
            (key.Kid, key.Alg) = (jwk.Kid, jwk.Alg);
        }

        return key;
    }

    private static JsonWebKey Ec(JsonWebKey jwk)
    {
        RefusePrivate(jwk);
        var point = new ECPoint { X = Octets(jwk.X, "x"), Y = Octets(jwk.Y, "y") };
        return Readable(() =>
        {
            using var ec = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point });
            return FromEc(ec);
        });
    }

    private static JsonWebKey Rsa(JsonWebKey jwk)
    {
        RefusePrivate(jwk);
        var parameters = new RSAParameters { Modulus = Octets(jwk.N, "n"), Exponent = Octets(jwk.E, "e") };
        return Readable(() =>
        {
            using var rsa = RSA.Create(parameters);
            return FromRsa(rsa);
        });
    }

    // Written out: the library's converters would keep the instance that they convert.
    private static JsonWebKey FromEc(ECDsa key) => key.ExportParameters(false) is { Curve.Oid.Value: P256, Q: var point }
        ? new JsonWebKey
        {
            Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
            Crv = JsonWebKeyECTypes.P256,
            X = Base64Url.EncodeToString(point.X),
            Y = Base64Url.EncodeToString(point.Y),
        }
        : throw new FormatException("holds an EC key that is not on P-256");

    private static JsonWebKey FromRsa(RSA key) => key.KeySize >= MinimumRsaBits && key.ExportParameters(false) is var parameters
        ? new JsonWebKey
        {
            Kty = JsonWebAlgorithmsKeyTypes.RSA,
            N = Base64Url.EncodeToString(parameters.Modulus),
            E = Base64Url.EncodeToString(parameters.Exponent),
        }
        : throw new FormatException($"holds an RSA key of less than {MinimumRsaBits} bits");

    private static void RefusePrivate(JsonWebKey jwk)
    {
        if (jwk.D is not null || jwk.P is not null || jwk.Q is not null)
        {
            throw new FormatException("holds a private key where only public ones belong");
        }
    }

    private static byte[] Octets(string? text, string name) =>
        (text is null ? null : JwtText.Decode(text)) ?? throw new FormatException($"holds a key without a usable \"{name}\"");

    private static JsonWebKey Readable(Func<JsonWebKey> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is CryptographicException or ArgumentException)
        {
            throw new FormatException(Unreadable, exception);
        }
    }
}
