using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Keys;

/// <summary>What is refused of keys.</summary>
internal static class KeyRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("KEY_NOT_FOUND", "key");

    public static Refusal Expired { get; } = Refusals.Conflict("KEY_EXPIRED", "The key has ended, so that none can take its place; issue another.");

    public static Refusal Rotated(string keyId) => Refusals.Conflict("KEY_ROTATED", $"The key was replaced by {keyId} already; rotate that one.");

    public static Refusal CredentialNotFound { get; } = Refusals.NotFound("CREDENTIAL_NOT_FOUND", "credential");
}
