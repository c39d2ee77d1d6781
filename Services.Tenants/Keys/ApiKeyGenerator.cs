using System.Buffers.Text;
using System.Security.Cryptography;

namespace Nanobot.Services.Tenants.Keys;

/// <summary>Makes API keys of 256 random bits (43 characters of base64url) under ids of 64 random bits.</summary>
internal sealed class ApiKeyGenerator(RandomNumberGenerator random)
{
    private const int IdBytes = 8;
    private const int SecretBytes = 32;

    public ApiKey Next()
    {
        Span<byte> bytes = stackalloc byte[IdBytes + SecretBytes];
        random.GetBytes(bytes);
        var id = Convert.ToHexStringLower(bytes[..IdBytes]);
        var key = new ApiKey(id, $"{ApiKey.Prefix}{id}_{Base64Url.EncodeToString(bytes[IdBytes..])}");
        CryptographicOperations.ZeroMemory(bytes);
        return key;
    }
}
