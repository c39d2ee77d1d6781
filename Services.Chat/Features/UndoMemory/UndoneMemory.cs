using Nanobot.Services.Chat.Memory;

namespace Nanobot.Services.Chat.Features.UndoMemory;

/// <summary>Answer of <c>POST /memory/undo</c>.</summary>
/// <param name="Path">The file that was changed.</param>
/// <param name="Revision">Its revision without what was undone.</param>
/// <param name="Facts">The facts that are forgotten now.</param>
internal sealed record UndoneMemory(string Path, long Revision, IReadOnlyList<FactResource> Facts);
