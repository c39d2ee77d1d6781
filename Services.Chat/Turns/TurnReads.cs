using Nanobot.Platform.Core.Stored;
using Nanobot.Platform.Data;
using Nanobot.Services.Chat.Persistence;
using Nanobot.Services.Chat.Workspaces;

namespace Nanobot.Services.Chat.Turns;

/// <summary>What a turn reads before the model is asked; where it is known early enough, in the round trip that takes its session.</summary>
/// <param name="WindowBytes">How much the model reads at once.</param>
/// <param name="Files">The files of the prompt.</param>
/// <param name="History">The session's newest messages; null for the first turn of one.</param>
internal sealed record TurnReads(long WindowBytes, SqlList<WorkspaceFile?> Files, SqlList<(StoredMessage Message, long Bytes)>? History)
{
    /// <summary>The statements.</summary>
    public IReadOnlyList<SqlStep> Steps => History is null ? [Files] : [Files, History];

    /// <summary>What was read of the session.</summary>
    public List<StoredRow<(StoredMessage Message, long Bytes)>> Messages => History?.Rows ?? [];
}
