using Nanobot.Platform.Core.Problems;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>What came of a write: the file as it is now, or why it was refused.</summary>
internal sealed record WriteOutcome(WorkspaceEntry? Entry, Refusal? Refusal);
