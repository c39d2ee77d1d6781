namespace Nanobot.Contracts.Events;

/// <summary>An API key is worth nothing from now on; whoever remembers it forgets it.</summary>
/// <param name="KeyId">Its public part.</param>
/// <param name="KeyHash">SHA-256 of its whole text, 64 lower-case hexadecimal digits.</param>
public sealed record ApiKeyRevoked(string KeyId, string KeyHash) : IIntegrationEvent<ApiKeyRevoked>
{
    /// <inheritdoc />
    public static string Topic => "api_key.revoked.v1";
}
