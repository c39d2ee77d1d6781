using System.Security.Cryptography;
using Aspire.Hosting.Publishing;

namespace Nanobot.AppHost.Keys;

/// <summary>Makes a module's private key: P-256, the base64 of PKCS#8. Only where the suite runs; what is published asks for one.</summary>
internal sealed class ContextKeyDefault : ParameterDefault
{
    public override string GetDefaultValue()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    public override void WriteToManifest(ManifestPublishingContext context) =>
        throw new NotSupportedException("A deployment is given its keys; none is made for it.");
}
