using Nanobot.ServiceDefaults.Http.Preconditions;

namespace Nanobot.Services.Chat.Workspaces;

/// <summary>What must hold of a file for a write to happen.</summary>
/// <param name="Preconditions">What the request says of the file's entity tag, which is its revision; null: nothing.</param>
internal sealed record WriteCondition(RequestPreconditions? Preconditions = null)
{
    public static WriteCondition None { get; } = new();

    public bool Holds(long? current) => Preconditions?.AllowChange(current is { } revision ? RevisionTag.Of(revision) : null) is not false;
}
