using System.Buffers;

namespace Nanobot.Services.Gateway.Credentials.ApiKeys;

/// <summary>
/// What a text must look like to be an API key at all: <c>nbk_</c>, 16 hexadecimal digits, <c>_</c> and 32 octets in base64url as
/// the tenants module issues them; or, for an operator's configured key, any other text of the length that such a key must have.
/// </summary>
internal static class ApiKeyForm
{
    private const string Prefix = "nbk_";
    private const int IdLength = 16;
    private const int SecretLength = 43;
    private const int ShortestConfigured = 22;

    // The last of 43 characters carries 4 bits of the 32 octets; its other two are not set.
    private const string LastCharacters = "AEIMQUYcgkosw048";

    private static readonly SearchValues<char> Base64Url =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly SearchValues<char> Hexadecimal = SearchValues.Create("0123456789abcdef");

    /// <summary>Whether it is worth asking for.</summary>
    public static bool IsPossible(ReadOnlySpan<char> text) => text.StartsWith(Prefix)
        ? IsIssued(text[Prefix.Length..])
        : text.Length >= ShortestConfigured;

    private static bool IsIssued(ReadOnlySpan<char> text) => text.Length == IdLength + 1 + SecretLength
        && text[IdLength] == '_'
        && !text[..IdLength].ContainsAnyExcept(Hexadecimal)
        && !text[(IdLength + 1)..].ContainsAnyExcept(Base64Url)
        && LastCharacters.Contains(text[^1], StringComparison.Ordinal);
}
