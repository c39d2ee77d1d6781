using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;
using Nanobot.ServiceDefaults.Http.Headers;

namespace Nanobot.ServiceDefaults.Http.Bodies;

/// <summary>
/// What a request's Content-Type says of its body (RFC 9110, 8.3): names are compared without case, values may be quoted.
/// </summary>
/// <param name="MediaType">The media type in lower case, without parameters.</param>
/// <param name="ForeignCharset">The character set where it is not UTF-8, else null.</param>
public sealed record BodyType(string MediaType, string? ForeignCharset)
{
    private const int LongestCharset = 40;

    // IANA's name and alias, and what browsers take for it besides; without the separators that people leave out or exchange.
    private static readonly string[] Utf8 = ["utf8", "csutf8", "unicode11utf8", "unicode20utf8", "xunicode20utf8"];

    /// <summary>Whether it is JSON: <c>application/json</c>, or a media type whose suffix says that its syntax is JSON.</summary>
    public bool IsJson => MediaType == Contracts.Operations.MediaTypes.Json
        || (MediaType.StartsWith("application/", StringComparison.Ordinal) && MediaType.EndsWith("+json", StringComparison.Ordinal));

    /// <summary>Reads the header; null where it is missing, repeated or none.</summary>
    public static BodyType? Of(HttpRequest request)
    {
        if (request.Headers.ContentType is not [{ } text] || !MediaTypeHeaderValue.TryParse(EmptyParameters.Drop(text), out var type))
        {
            return null;
        }

        var foreign = type.Parameters
            .Where(static parameter => parameter.Name.Equals("charset", StringComparison.OrdinalIgnoreCase))
            .Select(static parameter => HeaderUtilities.UnescapeAsQuotedString(parameter.Value).ToString())
            .FirstOrDefault(static charset => charset.Length > 0 && !IsUtf8(charset));
        return new BodyType(type.MediaType.ToString().ToLowerInvariant(), foreign?[..Math.Min(foreign.Length, LongestCharset)]);
    }

    private static bool IsUtf8(string charset) => Utf8.Contains(
        charset.Trim().Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal), StringComparer.OrdinalIgnoreCase);
}
