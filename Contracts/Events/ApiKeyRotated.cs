namespace Nanobot.Contracts.Events;

/// <summary>Another key has taken a key's place, with what that one reached.</summary>
/// <param name="KeyId">The key that ends.</param>
/// <param name="NewKeyId">The one in its place.</param>
/// <param name="EndsAt">When the one before ends, at the latest.</param>
public sealed record ApiKeyRotated(string KeyId, string NewKeyId, DateTimeOffset EndsAt) : IIntegrationEvent<ApiKeyRotated>
{
    /// <inheritdoc />
    public static string Topic => "api_key.rotated.v1";
}
