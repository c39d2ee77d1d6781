namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>Options of section <c>Tokens</c>.</summary>
internal sealed class TokenOptions
{
    /// <summary>
    /// Secret from which the key of the gateway's own tokens is derived: at least 22 characters, random. Every replica
    /// needs the same one; a change ends all tokens. No default.
    /// </summary>
    public string SigningKey { get; set; } = "";
}
