using System.Text.Json;

namespace Nanobot.Services.Gateway.Credentials.Jwt.Forms;

/// <summary>The claims of a token (RFC 7519), typed; who signed them is not yet known.</summary>
internal sealed class JwtClaims : IDisposable
{
    private const int MaximumAudiences = 16;

    // The end of the year 9999: what .NET can say as a time.
    private const double LatestTime = 253402300799;
    private readonly JsonDocument _document;

    private JwtClaims(JsonDocument document) => _document = document;

    public required string Issuer { get; init; }

    public required string Subject { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public required DateTimeOffset IssuedAt { get; init; }

    public required DateTimeOffset? NotBefore { get; init; }

    /// <summary>Reads all claims that every token must have; null where one is missing or of another type.</summary>
    public static JwtClaims? Parse(byte[] utf8)
    {
        var document = StrictJson.ParseObject(utf8);
        if (document is null)
        {
            return null;
        }

        var claims = document.RootElement;
        if (Text(claims, "iss") is { } issuer && Text(claims, "sub") is { } subject && HasAudiences(claims)
            && TryReadTime(claims, "exp", out var expires) && expires is { } expiresAt
            && TryReadTime(claims, "iat", out var issued) && issued is { } issuedAt
            && TryReadTime(claims, "nbf", out var notBefore))
        {
            return new JwtClaims(document)
            {
                Issuer = issuer,
                Subject = subject,
                ExpiresAt = expiresAt,
                IssuedAt = issuedAt,
                NotBefore = notBefore,
            };
        }

        document.Dispose();
        return null;
    }

    /// <summary>The text of a claim, or null where it is missing or of another type.</summary>
    public string? Text(string name) => Text(_document.RootElement, name);

    /// <summary>Whether there is a claim of that name, of whatever type.</summary>
    public bool Has(string name) => _document.RootElement.TryGetProperty(name, out _);

    public void Dispose() => _document.Dispose();

    private static string? Text(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var claim) && StrictJson.TryGetText(claim, out var text) && text.Length > 0 ? text : null;

    private static bool HasAudiences(JsonElement claims) => claims.TryGetProperty("aud", out var audience)
        && (StrictJson.TryGetText(audience, out _)
            || (audience.ValueKind == JsonValueKind.Array && audience.GetArrayLength() is >= 1 and <= MaximumAudiences
                && audience.EnumerateArray().All(static item => StrictJson.TryGetText(item, out _))));

    // NumericDate is a JSON number, which may have a fraction. Absent is well-formed here; the caller decides.
    private static bool TryReadTime(JsonElement claims, string name, out DateTimeOffset? time)
    {
        time = null;
        if (!claims.TryGetProperty(name, out var claim))
        {
            return true;
        }

        if (claim.ValueKind != JsonValueKind.Number || !claim.TryGetDouble(out var seconds) || seconds is not (>= 0 and <= LatestTime))
        {
            return false;
        }

        time = DateTimeOffset.UnixEpoch.AddSeconds(Math.Floor(seconds));
        return true;
    }
}
