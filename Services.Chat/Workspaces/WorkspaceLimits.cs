namespace Nanobot.Services.Chat.Workspaces;

/// <summary>What a workspace may hold.</summary>
internal static class WorkspaceLimits
{
    /// <summary>Most bytes of one file.</summary>
    public const int FileBytes = 1024 * 1024;
}
