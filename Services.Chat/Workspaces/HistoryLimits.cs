namespace Nanobot.Services.Chat.Workspaces;

/// <summary>
/// How much of the past a workspace keeps. It is not counted as storage, so that a file can always be made smaller or deleted; these bounds
/// hold it instead, and beyond them the oldest goes.
/// </summary>
internal static class HistoryLimits
{
    /// <summary>Most earlier revisions of one path.</summary>
    public const int RevisionsOfFile = 50;

    /// <summary>Most octets of the earlier revisions of one path.</summary>
    public const long BytesOfFile = 8 * 1024 * 1024;

    /// <summary>Most earlier revisions of all paths.</summary>
    public const int Revisions = 1000;

    /// <summary>Most octets of the earlier revisions of all paths.</summary>
    public const long Bytes = 32 * 1024 * 1024;
}
