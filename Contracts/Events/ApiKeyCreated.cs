namespace Nanobot.Contracts.Events;

/// <summary>A key of the envelope's tenant may be used from now on. What it is says nobody: only whoever asked for it has seen it.</summary>
/// <param name="KeyId">Its id, which opens nothing.</param>
/// <param name="Role">user, tenant_admin or operator.</param>
/// <param name="UserId">The user as whom it acts, or null.</param>
/// <param name="Scopes">The scopes that it reaches; null: all that its role permits.</param>
/// <param name="ExpiresAt">When it ends, or null.</param>
public sealed record ApiKeyCreated(
    string KeyId, string Role, string? UserId, IReadOnlyList<string>? Scopes, DateTimeOffset? ExpiresAt) : IIntegrationEvent<ApiKeyCreated>
{
    /// <inheritdoc />
    public static string Topic => "api_key.created.v1";
}
