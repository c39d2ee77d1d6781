using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Nanobot.Services.Gateway.Credentials.Jwt.Keys;

namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>
/// The gateway's own tokens: JWTs with HS256, under a key derived from the configured secret (HKDF-SHA256), so that the
/// secret's form does not matter and the key serves nothing else.
/// </summary>
internal sealed class GatewayTokens(IOptions<TokenOptions> options, TimeProvider time)
{
    public const string Issuer = "nanobot-gateway";
    public const int MinimumSeconds = 60;
    public const int MaximumSeconds = 86400;
    public const int DefaultSeconds = 3600;
    private const int KeyLength = 32;
    private const string TenantClaim = "tenant_id";

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    private readonly byte[] _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.Value.SigningKey), KeyLength,
        info: "nanobot gateway user tokens v1"u8.ToArray());

    /// <summary>As one more issuer that tokens are checked against.</summary>
    public Issuer AsIssuer() =>
        new(Issuer, Issuer, TenantClaim, IssuerTenants.All, TimeSpan.FromSeconds(MaximumSeconds), new KeySet([KeyReader.FromSecret(_key)]));

    /// <summary>A token that acts as <paramref name="userId"/> for <paramref name="seconds"/>.</summary>
    public string Issue(string tenantId, string userId, long seconds)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = Issuer,
            ["sub"] = userId,
            [TenantClaim] = tenantId,
            ["iat"] = now,
            ["exp"] = now + seconds,
        });
        var body = $"{Header}.{Base64Url.EncodeToString(claims)}";
        return $"{body}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(body)))}";
    }
}
