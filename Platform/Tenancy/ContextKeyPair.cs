using System.Security.Cryptography;

namespace Nanobot.Platform.Tenancy;

/// <summary>A new pair of keys for signed contexts, in the form in which settings hold them: the base64 of DER.</summary>
/// <param name="PrivateKey">PKCS#8; a secret of one module.</param>
/// <param name="PublicKey">SubjectPublicKeyInfo; for every module.</param>
public sealed record ContextKeyPair(string PrivateKey, string PublicKey)
{
    /// <summary>Makes a pair on the curve P-256.</summary>
    public static ContextKeyPair Create()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new ContextKeyPair(
            Convert.ToBase64String(key.ExportPkcs8PrivateKey()), Convert.ToBase64String(key.ExportSubjectPublicKeyInfo()));
    }

    /// <summary>Keeps the private key out of logs.</summary>
    public override string ToString() => $"{nameof(ContextKeyPair)} {PublicKey}";
}
