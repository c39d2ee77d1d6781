namespace Nanobot.Contracts.Audit;

/// <summary>What somebody did, or was refused: ids and codes alone, never a secret, a message or a body.</summary>
/// <param name="Id">Its id; the same entry told twice is one.</param>
/// <param name="TenantId">The tenant that it concerns; null where it concerns none.</param>
/// <param name="Operation">The operation's name, for example <c>users.create</c>.</param>
/// <param name="Target">What it was done to, by its ids; null where it has none.</param>
/// <param name="Outcome"><see cref="AuditOutcome.Ok"/>, or the code of the refusal.</param>
/// <param name="Role">The role of whoever acted; <see cref="AuditOutcome.System"/> where the platform did by itself.</param>
/// <param name="UserId">The user who acted, or for whom it was done; or null.</param>
/// <param name="KeyId">The public id of the API key behind the credential, or null.</param>
/// <param name="Address">The client's address, or null where it is not known.</param>
/// <param name="TraceId">The trace, 32 hexadecimal digits, or null.</param>
/// <param name="At">When.</param>
/// <param name="Count">How many equal ones it stands for.</param>
public sealed record AuditEntry(
    Guid Id,
    string? TenantId,
    string Operation,
    string? Target,
    string Outcome,
    string Role,
    string? UserId,
    string? KeyId,
    string? Address,
    string? TraceId,
    DateTimeOffset At,
    int Count = 1);
