using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Nanobot.Contracts.Credentials;
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

    /// <summary>The claim that holds the id of the API key that asked for the token: the token is as good as that key is.</summary>
    public const string KeyClaim = "key_id";

    /// <summary>The claim that holds what that key reaches, each with a blank between (RFC 8693); without it the token reaches all that a user may ask for.</summary>
    public const string ScopeClaim = "scope";

    private const string TenantClaim = "tenant_id";

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8);

    private readonly byte[] _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(options.Value.SigningKey), KeyLength,
        info: "nanobot gateway user tokens v1"u8.ToArray());

    /// <summary>As one more issuer that tokens are checked against.</summary>
    public Issuer AsIssuer() =>
        new(Issuer, Issuer, TenantClaim, IssuerTenants.All, TimeSpan.FromSeconds(MaximumSeconds), new KeySet([KeyReader.FromSecret(_key)]));

    /// <summary>A token that acts as <paramref name="user"/> for <paramref name="seconds"/>, as long as its key is good, and reaches no more than that.</summary>
    public string Issue(UserSnapshot user, string keyId, IReadOnlyList<string>? scopes, long seconds)
    {
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        // In the second in which the user's tokens were ended, it is of the next one: what was asked for afterwards works.
        var issued = user.TokensValidFrom is { } from ? Math.Max(now, from.ToUnixTimeSeconds()) : now;
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Issuer,
            ["aud"] = Issuer,
            ["sub"] = user.UserId,
            [TenantClaim] = user.TenantId,
            [KeyClaim] = keyId,
            ["iat"] = issued,
            ["exp"] = now + seconds,
        };
        if (scopes is not null)
        {
            claims[ScopeClaim] = string.Join(' ', scopes);
        }

        var body = $"{Header}.{Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(claims))}";
        return $"{body}.{Base64Url.EncodeToString(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(body)))}";
    }
}
