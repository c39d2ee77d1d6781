using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Tenants.Keys;

/// <summary>What is refused of keys.</summary>
internal static class KeyRefusals
{
    public static Refusal NotFound { get; } = Refusals.NotFound("KEY_NOT_FOUND", "key");

    public static Refusal CredentialNotFound { get; } = Refusals.NotFound("CREDENTIAL_NOT_FOUND", "credential");
}
