namespace Nanobot.Services.Chat.Workspaces;

/// <summary>Names of files that have a meaning of their own.</summary>
internal static class WorkspaceNames
{
    /// <summary>What is known of the user.</summary>
    public const string User = "USER.md";

    /// <summary>What is to be remembered.</summary>
    public const string Memory = "MEMORY.md";

    /// <summary>What the assistant is to look at again and again.</summary>
    public const string Heartbeat = "HEARTBEAT.md";
}
