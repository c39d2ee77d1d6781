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
        var body = BodyOf(context, audience, version, keyId ?? key.Id, null, at);
        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(Convert.FromBase64String(key.Pair.PrivateKey), out _);
        return $"{body}.{Base64Url.EncodeToString(ecdsa.SignData(Encoding.ASCII.GetBytes(body), HashAlgorithmName.SHA256))}";
    }

    /// <summary>
    /// Seals <paramref name="context"/> as from <paramref name="sender"/> for <paramref name="recipient"/>, by the one private key of both that
    /// <paramref name="thief"/> names: either of them works the same out.
    /// </summary>
    public static string Sealed(
        TestKey thief, TestKey sender, TestKey recipient, TenantContext context, string audience, int version = 3, string? recipientId = null)
    {
        var body = BodyOf(context, audience, version, sender.Id, recipientId ?? recipient.Id, null);
        using var own = ECDiffieHellman.Create();
        using var other = ECDiffieHellman.Create();
        own.ImportPkcs8PrivateKey(Convert.FromBase64String(thief.Pair.PrivateKey), out _);
        other.ImportSubjectPublicKeyInfo(Convert.FromBase64String((thief == sender ? recipient : sender).Pair.PublicKey), out _);
        var info = $"nanobot tenant context v3 {sender.Issuer} {sender.Id} {recipient.Issuer} {recipient.Id}";
        var key = HKDF.DeriveKey(HashAlgorithmName.SHA256, own.DeriveRawSecretAgreement(other.PublicKey), 32, null, Encoding.UTF8.GetBytes(info));
        return $"{body}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(body)))}";
    }

    private static string BodyOf(TenantContext context, string audience, int version, string keyId, string? recipientId, DateTimeOffset? at)
    {
        var now = (at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds();
        return Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new
        {
            opr = context.IsOperators ? true : (bool?)null,
            v = version,
            kid = keyId,
            rid = recipientId,
            aud = audience,
            tid = context.TenantId,
            uid = context.UserId,
            rol = context.Role,
            pln = context.Plan,
            tep = context.Epoch,
            iat = now,
            exp = audience == ContextAudience.Event ? 0 : now + 3600,
        }));
    }
}
