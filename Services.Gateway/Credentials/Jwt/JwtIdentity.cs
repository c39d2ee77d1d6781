
namespace Nanobot.Services.Gateway.Credentials.Jwt;

/// <summary>What a valid token says.</summary>
/// <param name="Issuer">Who signed it.</param>
/// <param name="TenantId">Its tenant.</param>
/// <param name="UserId">Its user.</param>
/// <param name="IssuedAt">When it was issued, in whole seconds.</param>
/// <param name="ExpiresAt">When it ends.</param>
/// <param name="KeyId">Of the gateway's own: the id of the API key that it was issued for. Null: it names none.</param>
internal sealed record JwtIdentity(string Issuer, string TenantId, string UserId, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, string? KeyId)
{
    /// <summary>Of the gateway's own: what the key reached that it was issued for. Null: all that a user may ask for.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }
}
