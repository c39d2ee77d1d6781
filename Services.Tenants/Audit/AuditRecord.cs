namespace Nanobot.Services.Tenants.Audit;

/// <summary>A kept entry, as readers see it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Seq">Its number among its tenant's, without gaps in the order in which they were kept; null for one of before entries had numbers.</param>
/// <param name="TenantId">The tenant that it concerns; null where it concerns none.</param>
/// <param name="Operation">The operation's name, for example <c>users.create</c>.</param>
/// <param name="Target">What it was done to, by its ids; null where it has none.</param>
/// <param name="Outcome"><c>ok</c>, <c>accessed</c>, or the code of the refusal.</param>
/// <param name="Role">The role of whoever acted; <c>system</c> where the platform did by itself.</param>
/// <param name="UserId">The user who acted, or for whom it was done; or null.</param>
/// <param name="KeyId">The public id of the API key behind the credential, or null.</param>
/// <param name="Address">The client's address, or null where it is not known.</param>
/// <param name="TraceId">The trace, 32 hexadecimal digits, or null.</param>
/// <param name="At">When.</param>
/// <param name="Count">How many equal ones it stands for.</param>
internal sealed record AuditRecord(
    Guid Id,
    long? Seq,
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
    int Count);
