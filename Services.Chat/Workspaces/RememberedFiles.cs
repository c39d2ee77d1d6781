namespace Nanobot.Services.Chat.Workspaces;

/// <summary>The files that later turns are told of without asking: the notes of the prompt, and what is loaded where it fits.</summary>
internal static class RememberedFiles
{
    private static readonly string[] Names = [WorkspaceNames.User, WorkspaceNames.Memory];
    private static readonly string[] Folders = ["memory/", "skills/"];

    /// <summary>Whether <paramref name="path"/> is one of them, however it is spelled.</summary>
    public static bool Contain(WorkspacePath path) => Names.Contains(path.Value, StringComparer.OrdinalIgnoreCase)
        || Folders.Any(folder => path.Value.StartsWith(folder, StringComparison.OrdinalIgnoreCase));
}
