namespace Nanobot.Contracts.Audit;

/// <summary>For whom the gateway asks a module for something in its own name, so that the entry of it names whoever really acts.</summary>
/// <param name="Operation">The operation that was asked of the gateway.</param>
/// <param name="Target">What it is done to, by its ids.</param>
/// <param name="Role">The role of whoever acts.</param>
/// <param name="UserId">The user who acts, or null.</param>
/// <param name="KeyId">The public id of the API key behind the credential, or null.</param>
/// <param name="Address">The client's address, or null.</param>
public sealed record AuditActor(string Operation, string? Target, string Role, string? UserId, string? KeyId, string? Address);
