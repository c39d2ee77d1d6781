using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Nanobot.Bench;

/// <summary>Credentials of many tenants, one each: API keys and signed tokens by turns, always the same.</summary>
internal static class BenchCredentials
{
    private const string Issuer = "https://issuer.bench";
    private const string Audience = "bench";

    /// <summary>The tenant whose key has this hash; what a credential says by itself has no part in it.</summary>
    public static string TenantOf(string keyHash) => $"t-{keyHash[..12]}";

    /// <summary>Writes one header line for each of <paramref name="count"/> tenants.</summary>
    /// <param name="count">How many tenants.</param>
    /// <param name="secret">The issuer's secret (HMAC).</param>
    /// <param name="time">The clock.</param>
    /// <param name="output">Takes the lines.</param>
    public static async Task WriteAsync(int count, string secret, TimeProvider time, TextWriter output)
    {
        var signingKey = Encoding.UTF8.GetBytes(secret);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        for (var number = 0; number < count; number++)
        {
            await output.WriteLineAsync(number % 2 == 0 ? $"X-API-Key: {Key(number)}" : $"Authorization: Bearer {Token(number, signingKey, now)}");
        }
    }

    private static string Key(int number)
    {
        var octets = SHA256.HashData(Encoding.UTF8.GetBytes($"key {number}"));
        return $"nbk_{Convert.ToHexStringLower(octets)[..16]}_{Base64Url.EncodeToString(octets)}";
    }

    private static string Token(int number, byte[] signingKey, long now)
    {
        var header = Encode(new { alg = "HS256", typ = "JWT" });
        var payload = Encode(new { iss = Issuer, aud = Audience, sub = "ada", tenant_id = $"j-{number}", iat = now, exp = now + 43_200 });
        return $"{header}.{payload}.{Base64Url.EncodeToString(HMACSHA256.HashData(signingKey, Encoding.ASCII.GetBytes($"{header}.{payload}")))}";
    }

    private static string Encode<T>(T value) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(value));
}
