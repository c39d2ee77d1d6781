namespace Nanobot.Services.Gateway.Credentials.Jwt.Forms;

/// <summary>The only algorithms there are here, by their exact names (RFC 7518).</summary>
internal static class JwtAlgorithms
{
    public const string ES256 = "ES256";
    public const string RS256 = "RS256";
    public const string PS256 = "PS256";
    public const string HS256 = "HS256";

    public static bool Knows(string name) => name is ES256 or RS256 or PS256 or HS256;
}
