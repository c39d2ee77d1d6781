using System.Text.Json;

namespace Nanobot.Services.Gateway.Credentials.Jwt.Forms;

/// <summary>
/// The part of a token's header that matters. Whatever would have the token choose its own key (<c>jku</c>, <c>x5u</c>,
/// <c>jwk</c>, <c>x5c</c>), or asks for processing that is not done here (<c>crit</c>, <c>b64</c>, <c>zip</c>, <c>enc</c>,
/// <c>cty</c>), is refused and not ignored.
/// </summary>
/// <param name="Algorithm">The value of <c>alg</c>, as written.</param>
/// <param name="KeyId">The value of <c>kid</c>, or null.</param>
internal sealed record JwtHeader(string Algorithm, string? KeyId)
{
    private const int MaximumKeyIdLength = 256;
    private static readonly string[] Refused = ["jku", "x5u", "jwk", "x5c", "crit", "b64", "zip", "enc", "cty"];
    private static readonly string[] Types = ["JWT", "at+jwt", "application/at+jwt", "application/jwt"];

    public static JwtHeader? Parse(byte[] utf8)
    {
        using var document = StrictJson.ParseObject(utf8);
        if (document is null)
        {
            return null;
        }

        var header = document.RootElement;
        if (Refused.Any(name => header.TryGetProperty(name, out _)) || !HasUsableType(header)
            || !header.TryGetProperty("alg", out var alg) || !StrictJson.TryGetText(alg, out var algorithm))
        {
            return null;
        }

        if (!header.TryGetProperty("kid", out var kid))
        {
            return new JwtHeader(algorithm, null);
        }

        return StrictJson.TryGetText(kid, out var keyId) && keyId.Length is > 0 and <= MaximumKeyIdLength
            ? new JwtHeader(algorithm, keyId)
            : null;
    }

    // Other kinds of JWT (logout, DPoP, id tokens of their own type) are signed with the same keys and mean other things.
    private static bool HasUsableType(JsonElement header) => !header.TryGetProperty("typ", out var typ)
        || (StrictJson.TryGetText(typ, out var type) && Types.Contains(type, StringComparer.OrdinalIgnoreCase));
}
