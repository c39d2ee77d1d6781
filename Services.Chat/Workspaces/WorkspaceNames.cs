namespace Nanobot.Services.Chat.Workspaces;

/// <summary>Names of files that have a meaning of their own and that the assistant may write.</summary>
internal static class WorkspaceNames
{
    /// <summary>What is known of the user.</summary>
    public const string User = "USER.md";

    /// <summary>What is to be remembered.</summary>
    public const string Memory = "MEMORY.md";
}
