namespace Nanobot.Contracts.Workspaces;

/// <summary>The notes of a user.</summary>
/// <param name="TenantId">Whose tenant.</param>
/// <param name="UserId">Whose they are.</param>
/// <param name="Notes">The newest first.</param>
public sealed record WorkspaceNotes(string TenantId, string? UserId, IReadOnlyList<WorkspaceNote> Notes);
