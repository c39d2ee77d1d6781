using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>What came of a write: the file as it is now, or why it was refused; of a deletion, neither.</summary>
/// <param name="Entry">The file as it is now.</param>
/// <param name="Refusal">Why nothing was written.</param>
/// <param name="IsNew">Whether there was no such file before.</param>
internal sealed record WriteOutcome(WorkspaceEntry? Entry, Refusal? Refusal, bool IsNew = false);
