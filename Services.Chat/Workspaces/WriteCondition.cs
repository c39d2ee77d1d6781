namespace Nanobot.Services.Chat.Workspaces;

/// <summary>What must hold of a file for a write to happen.</summary>
/// <param name="Revision">Revision that it must have, or null for any.</param>
/// <param name="MustExist">It must exist.</param>
/// <param name="MustNotExist">It must not exist.</param>
internal sealed record WriteCondition(long? Revision = null, bool MustExist = false, bool MustNotExist = false)
{
    public static WriteCondition None { get; } = new();

    public bool Holds(long? current) =>
        !(MustExist && current is null) && !(MustNotExist && current is not null) && (Revision is null || Revision == current);
}
