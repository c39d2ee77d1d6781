using Nanobot.Contracts.Workspaces;
using Nanobot.Platform.Core.Problems;

namespace Nanobot.Clients;

/// <summary>The chat module's facade for a user's files. Calls run in the current tenant scope, as its user.</summary>
public interface IWorkspaces
{
    /// <summary>The user's notes: texts below <c>notes/</c>, the newest first. Bounded by the module: at most 20 files, of each at most 32 KiB.</summary>
    /// <exception cref="ModuleUnavailableException">The module does not answer.</exception>
    Task<IReadOnlyList<WorkspaceNote>> NotesAsync(CancellationToken cancellationToken);
}
