using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Primitives;
using Nanobot.Services.Gateway.Credentials.Jwt.Forms;

namespace Nanobot.Services.Gateway.Credentials;

/// <summary>
/// Finds the one credential of a request. More than one, or one in a form that could be read in two ways, is none:
/// picking would let a client and a proxy before us disagree about who is calling.
/// </summary>
internal static class CredentialReader
{
    private const string Bearer = "Bearer ";
    private const int MaximumKeyLength = 512;

    /// <summary>Reads the headers; false where there is no single well-formed credential.</summary>
    /// <param name="headers">The request's headers.</param>
    /// <param name="credential">The credential.</param>
    /// <param name="presented">Whether there was any credential at all, good or bad.</param>
    public static bool TryRead(IHeaderDictionary headers, [NotNullWhen(true)] out Credential? credential, out bool presented)
    {
        credential = null;
        var authorization = headers.Authorization;
        var key = headers[Credential.KeyHeader];
        presented = authorization.Count > 0 || key.Count > 0;
        if (authorization.Count > 1 || key.Count > 1)
        {
            return false;
        }

        credential = authorization.Count == 1 ? FromAuthorization(authorization) : FromKey(key);
        if (authorization.Count == 1 && key.Count == 1 && credential?.Text != key[0])
        {
            credential = null;
        }

        return credential is not null;
    }

    private static Credential? FromAuthorization(StringValues header)
    {
        if (header[0] is not { } value || !value.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var text = value[Bearer.Length..].TrimStart(' ');
        var isToken = text.AsSpan().Count('.') == 2;
        return IsPlain(text, isToken ? JwtText.MaximumLength : MaximumKeyLength) ? new Credential(text, isToken) : null;
    }

    private static Credential? FromKey(StringValues header) =>
        header.Count == 1 && header[0] is { } text && IsPlain(text, MaximumKeyLength) ? new Credential(text, false) : null;

    // Visible ASCII without the comma, which joins the values of a repeated header.
    private static bool IsPlain(string text, int maximum) =>
        text.Length > 0 && text.Length <= maximum && !text.AsSpan().ContainsAnyExceptInRange('!', '~') && !text.Contains(',', StringComparison.Ordinal);
}
