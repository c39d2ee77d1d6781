using System.Text.Json;

namespace Nanobot.Platform.Tenancy.Secrets;

/// <summary>Where a secret belongs: what was sealed for one place is opened for no other, wherever a row is moved to.</summary>
/// <param name="TenantId">Whose it is.</param>
/// <param name="UserId">Of which user; null for the tenant's own.</param>
/// <param name="Kind">What it is of, for example <c>model</c>.</param>
/// <param name="Name">Of which of these.</param>
/// <param name="Recipient">Whom it may be told.</param>
public readonly record struct SecretPlace(string TenantId, string? UserId, string Kind, string Name, string Recipient)
{
    // As JSON: no two places are written alike.
    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(new[] { TenantId, UserId, Kind, Name, Recipient });
}
