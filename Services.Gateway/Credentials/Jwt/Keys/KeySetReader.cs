using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Nanobot.Services.Gateway.Credentials.Jwt.Forms;

namespace Nanobot.Services.Gateway.Credentials.Jwt.Keys;

/// <summary>
/// Reads a JSON Web Key Set (RFC 7517), key by key: read as a whole by the library, one malformed key would spoil all.
/// Keys that are not for verifying are passed over.
/// </summary>
internal static class KeySetReader
{
    /// <summary>The set's usable keys.</summary>
    /// <param name="utf8">The set as JSON.</param>
    /// <param name="onProblem">Told which key cannot be used (counted from 0), and what the set holds there.</param>
    /// <exception cref="FormatException">It is no key set.</exception>
    public static KeySet Read(byte[] utf8, Action<int, string> onProblem)
    {
        using var document = StrictJson.ParseObject(utf8);
        if (document is null || !document.RootElement.TryGetProperty("keys", out var set) || set.ValueKind != JsonValueKind.Array)
        {
            throw new FormatException("is not a JSON Web Key Set ({\"keys\": [...]})");
        }

        var keys = new List<JsonWebKey>();
        foreach (var (index, element) in set.EnumerateArray().Index())
        {
            try
            {
                if (KeyReader.FromJwk(Parse(element)) is { } key)
                {
                    keys.Add(key);
                }
            }
            catch (FormatException problem)
            {
                onProblem(index, problem.Message);
            }
        }

        return new KeySet(keys);
    }

    private static JsonWebKey Parse(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new FormatException("holds a key that is not an object");
        }

        try
        {
            return new JsonWebKey(element.GetRawText());
        }
        catch (ArgumentException malformed)
        {
            throw new FormatException("holds a key that cannot be read", malformed);
        }
    }
}
