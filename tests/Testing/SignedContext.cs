using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Nanobot.Platform.Tenancy;

namespace Nanobot.Testing;

/// <summary>What whoever has stolen a key can sign with it: anything, whatever the product's own codec would let its module sign.</summary>
public static class SignedContext
{
    /// <summary>Signs <paramref name="context"/>, valid for an hour from its time on, or without an end for events.</summary>
    public static string Of(
        TestKey key, TenantContext context, string audience, int version = 2, string? keyId = null, DateTimeOffset? at = null)
    {
        var now = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds();
        var body = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new
        {
            opr = context.IsOperators ? true : (bool?)null,
            v = version,
            kid = keyId ?? key.Id,
            aud = audience,
            tid = context.TenantId,
            uid = context.UserId,
            rol = context.Role,
            pln = context.Plan,
            tep = context.Epoch,
            iat = now,
            exp = audience == ContextAudience.Event ? 0 : now + 3600,
        }));
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(Convert.FromBase64String(key.Pair.PrivateKey), out _);
        return $"{body}.{Base64Url.EncodeToString(ecdsa.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256))}";
    }
}
