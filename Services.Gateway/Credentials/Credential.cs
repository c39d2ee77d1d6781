namespace Nanobot.Services.Gateway.Credentials;

/// <summary>What a request presents, unverified.</summary>
/// <param name="Text">The key or token.</param>
/// <param name="IsToken">Whether its form is that of a JWT; every other text is an API key.</param>
internal readonly record struct Credential(string Text, bool IsToken)
{
    public const string KeyHeader = "X-API-Key";

    /// <summary>The headers that may hold credentials. None of them goes on to a module; no module reads cookies either.</summary>
    public static IReadOnlyList<string> Headers { get; } = ["Authorization", "Proxy-Authorization", KeyHeader, "Cookie"];

    // A record prints its members; a credential must not reach a log that way.
    public override string ToString() => IsToken ? "token" : "API key";
}
